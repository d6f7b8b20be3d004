"""The metadata of a PDF that is PDF/A-3a and PDF/UA-1 at once."""

from __future__ import annotations

from typing import Any

import pydyf  # type: ignore[import-untyped]

# PDF/A allows the property of PDF/UA only when its schema is described beside it (ISO 19005-3, 6.6.2.3).
_ACCESSIBLE = b"""\
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" \
xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
_END = b"</rdf:RDF>"


def declare_accessible(_document: object, pdf: Any) -> None:
    """A finisher for WeasyPrint: adds the mark of PDF/UA-1 to the metadata and leaves it uncompressed."""
    number = int(pdf.catalog["Metadata"].split()[0])
    metadata = pdf.objects[number]
    if not isinstance(metadata, pydyf.Stream):
        raise TypeError("the metadata of a PDF is a stream")
    content = b"".join(metadata.stream)
    head, end, tail = content.rpartition(_END)
    if not end:
        raise ValueError("the metadata of a PDF ends its RDF")
    metadata.stream = [head + _ACCESSIBLE + end + tail]
    metadata.compress = False

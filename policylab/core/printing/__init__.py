"""Pages as PDF, an extra: where WeasyPrint and Pango are installed (requirements-pdf.txt), a page may offer itself as a file."""

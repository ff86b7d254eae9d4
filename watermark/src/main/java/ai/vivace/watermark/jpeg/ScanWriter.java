package ai.vivace.watermark.jpeg;

import org.jspecify.annotations.Nullable;

/**
 * Writes a scan of coefficients with the Huffman tables it needs: those that the file has for it, if they or what they have room for are enough, and
 * otherwise those that fit best.
 */
final class ScanWriter {
    private final JpegFile file;
    private final Scan scan;
    private final short[][] planes;

    ScanWriter(JpegFile file, Scan scan, short[][] planes) {
        this.file = file;
        this.scan = scan;
        this.planes = planes;
    }

    /** Writes the tables, the header and the data. */
    void write(BitWriter out) {
        CountSink counts = new CountSink();
        int length = scan.end() - scan.start();
        BitWriter data = new BitWriter(length + (length >>> 4) + 64);
        CodeSink codes = new CodeSink(data, CodeSink.tables(scan));
        writeData(data, new SymbolSink() {
            @Override
            public void symbol(int table, int symbol, int bits, int size) {
                counts.symbol(table, symbol, bits, size);
                codes.symbol(table, symbol, bits, size);
            }

            @Override
            public void bits(int bits, int size) {
                codes.bits(bits, size);
            }
        });
        @Nullable HuffmanTable[] tables = codes.tables();
        if (codes.isLacking()) {
            tables = counts.tables();
            data = new BitWriter(data.length());
            writeData(data, new CodeSink(data, tables));
        }
        Headers.writeCodes(tables, out);
        out.bytes(file.bytes(), scan.header().position(), scan.start());
        data.copyTo(out);
    }

    private void writeData(BitWriter data, SymbolSink sink) {
        CoefficientWriter.write(file, scan, planes, sink, number -> {
            data.pad();
            data.bytes(new byte[] {(byte) Markers.FULL, (byte) (Markers.RST0 + (number & 7))});
        });
        data.pad();
    }
}

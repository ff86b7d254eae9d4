package ai.vivace.table;

import ai.vivace.base.InputException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** A file of text that is open: unpacked when its name ends with .gz, and without its byte-order mark, which decides the charset. */
final class TextFile implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final ByteCount bytes;
    private final long size;
    private final Reader reader;

    private TextFile(ByteCount bytes, long size, Reader reader) {
        this.bytes = bytes;
        this.size = size;
        this.reader = reader;
    }

    /**
     * Opens a file.
     *
     * @param charset what it is in when it has no byte-order mark
     * @throws InputException when it is missing, or is Parquet, a spreadsheet or a picture rather than text
     */
    @SuppressWarnings("MustBeClosedChecker")
    static TextFile open(Path file, Charset charset) throws IOException {
        InputException.require(Files.exists(file), () -> "There is no file " + file + ".");
        InputException.require(
                Files.isRegularFile(file), () -> file + " is not a regular file. Give the path of a CSV file.");
        InputStream raw = Files.newInputStream(file);
        try {
            ByteCount bytes = new ByteCount(raw);
            boolean packed = file.toString().toLowerCase(Locale.ROOT).endsWith(".gz");
            BufferedInputStream in =
                    new BufferedInputStream(packed ? new GZIPInputStream(bytes, BUFFER) : bytes, BUFFER);
            in.mark(4);
            byte[] head = in.readNBytes(4);
            in.reset();
            requireText(file, head);
            Mark mark = Mark.of(head, charset);
            in.skipNBytes(mark.length);
            Reader reader = new InputStreamReader(
                    in,
                    mark.charset
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
            return new TextFile(bytes, Files.size(file), reader);
        } catch (IOException | RuntimeException e) {
            raw.close();
            throw e;
        }
    }

    private static void requireText(Path file, byte[] head) {
        String start = new String(head, StandardCharsets.ISO_8859_1);
        InputException.require(
                !start.equals("PAR1"),
                () -> file + " is a Parquet file, not CSV. The module vivace-table-duckdb reads it.");
        InputException.require(
                !start.startsWith("PK\3\4"),
                () -> file + " is a ZIP archive or a spreadsheet, not CSV. Unpack it, or save the sheet as CSV.");
        InputException.require(
                !start.startsWith("\u001f\u008b"),
                () -> file + " is packed with gzip. Give it a name that ends with .gz.");
    }

    Reader reader() {
        return reader;
    }

    /** The share of the file that has been read. */
    double share() {
        return size == 0 ? 1 : Math.min(1, (double) bytes.count() / size);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private record Mark(Charset charset, int length) {
        static Mark of(byte[] head, Charset other) {
            if (starts(head, 0xEF, 0xBB, 0xBF)) {
                return new Mark(StandardCharsets.UTF_8, 3);
            }
            if (starts(head, 0xFE, 0xFF)) {
                return new Mark(StandardCharsets.UTF_16BE, 2);
            }
            return starts(head, 0xFF, 0xFE) ? new Mark(StandardCharsets.UTF_16LE, 2) : new Mark(other, 0);
        }

        private static boolean starts(byte[] head, int... with) {
            boolean starts = head.length >= with.length;
            for (int i = 0; i < with.length && starts; i++) {
                starts = (head[i] & 0xFF) == with[i];
            }
            return starts;
        }
    }
}

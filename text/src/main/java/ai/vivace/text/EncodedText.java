package ai.vivace.text;

import ai.vivace.base.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads whole files of text strictly: a byte that is wrong in the encoding is named, with its offset and line. */
final class EncodedText {
    /** Larger files are to be given as several documents. */
    private static final long LARGEST = 1L << 30;

    private EncodedText() {}

    static String read(Path file, Charset charset) {
        byte[] bytes;
        try {
            long size = Files.size(file);
            InputException.require(
                    size <= LARGEST,
                    () -> file + " has " + size + " bytes; one document may have " + LARGEST
                            + ". Read it by lines or paragraphs, or divide it.");
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InputException(
                    "Cannot read " + file + ": " + (Files.exists(file) ? e.getMessage() : "there is no such file")
                            + ".",
                    e);
        }
        return decode(bytes, charset, file);
    }

    /** Text of bytes, without a byte-order mark. */
    static String decode(byte[] bytes, Charset charset, Path file) {
        boolean marked = charset.equals(StandardCharsets.UTF_8)
                && bytes.length >= 3
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF;
        ByteBuffer in = ByteBuffer.wrap(bytes);
        in.position(marked ? 3 : 0);
        CharBuffer out = CharBuffer.allocate((int) Math.min(
                Integer.MAX_VALUE - 8,
                Math.ceil(bytes.length * (double) charset.newDecoder().maxCharsPerByte())));
        CoderResult result = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        if (result.isError()) {
            throw wrong(bytes, in.position(), charset, file);
        }
        return out.flip().toString();
    }

    private static InputException wrong(byte[] bytes, int offset, Charset charset, Path file) {
        int line = 1;
        for (int i = 0; i < offset; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return new InputException(file + " is not encoded in " + charset + ": the byte "
                + String.format("0x%02X", bytes[offset]) + " at offset " + offset + " (line " + line
                + ") is wrong there. Give its charset, such as windows-1252, or save it as UTF-8.");
    }
}

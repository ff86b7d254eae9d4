package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A PNG file in pieces, by the third edition of the standard.
 *
 * @param header of the picture
 * @param chunks all from the header on, up to but without IEND
 * @param trailer bytes behind IEND
 */
record PngFile(PngHeader header, List<PngChunk> chunks, byte[] trailer) {
    private static final int SIGNATURE = 8;

    /** Takes a file apart. */
    static PngFile read(byte[] file, Reading reading, Notes notes) {
        Bytes bytes = Bytes.big(file, "PNG file");
        List<PngChunk> chunks = new ArrayList<>();
        PngHeader header = null;
        int at = SIGNATURE;
        while (true) {
            PngChunk chunk = at == file.length ? null : next(bytes, file, at, chunks, reading, notes);
            if (chunk == null) {
                reading.damage("The PNG file ends without its last piece.", notes);
                return new PngFile(required(header), List.copyOf(chunks), new byte[0]);
            }
            at += chunk.length() + PngChunk.FRAME;
            if (header == null) {
                InputException.require(
                        chunk.type().equals("IHDR"),
                        () -> "Expected a PNG file to begin with IHDR, but it begins with " + shown(chunk.type())
                                + ".");
                header = PngHeader.of(chunk);
                reading.limit().check(header.width(), header.height());
            }
            if (chunk.type().equals("IEND")) {
                return new PngFile(header, List.copyOf(chunks), Arrays.copyOfRange(file, at, file.length));
            }
            chunks.add(chunk);
        }
    }

    private static PngHeader required(@Nullable PngHeader header) {
        if (header == null) {
            throw new InputException("Expected a PNG file with a header, but it ends before. Is the file complete?");
        }
        return header;
    }

    private static @Nullable PngChunk next(
            Bytes bytes, byte[] file, int at, List<PngChunk> before, Reading reading, Notes notes) {
        if (file.length - at < PngChunk.FRAME) {
            return null;
        }
        long length = bytes.u32(at);
        String type = bytes.text(at + 4, 4, StandardCharsets.ISO_8859_1);
        InputException.require(
                isType(type),
                () -> "Expected the type of a PNG piece at " + (at + 4) + ", but found " + shown(type)
                        + ". The file is damaged; copy it again.");
        long missing = length + PngChunk.FRAME - (file.length - at);
        if (missing > 0) {
            if (!type.equals("IDAT") || before.isEmpty()) {
                return null;
            }
            reading.damage("The PNG file ends within its pixels, " + missing + " bytes early.", notes);
            before.add(PngChunk.of("IDAT", Arrays.copyOfRange(file, at + 8, file.length)));
            return null;
        }
        PngChunk chunk = new PngChunk(type, file, at, (int) length);
        if (chunk.checksum() != bytes.u32(at + 8 + length)) {
            if (chunk.isCritical()) {
                reading.damage("The checksum of " + type + " at " + at + " of the PNG file is wrong.", notes);
            } else {
                notes.warn("The checksum of " + type + " is wrong; it is kept as it is.");
            }
        }
        return chunk;
    }

    private static boolean isType(String type) {
        return type.chars().allMatch(letter -> (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z'));
    }

    private static String shown(String type) {
        StringBuilder shown = new StringBuilder();
        type.chars().forEach(letter -> shown.append(letter > 32 && letter < 127 ? String.valueOf((char) letter) : "?"));
        return "\"" + shown + "\"";
    }

    /** The first chunk of a type. */
    Optional<PngChunk> first(String type) {
        return chunks.stream().filter(chunk -> chunk.type().equals(type)).findFirst();
    }

    /** The chunks of a type. */
    List<PngChunk> all(String type) {
        return chunks.stream().filter(chunk -> chunk.type().equals(type)).toList();
    }
}

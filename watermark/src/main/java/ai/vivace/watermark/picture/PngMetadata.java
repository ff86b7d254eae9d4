package ai.vivace.watermark.picture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What the pieces of a PNG file mean that are not pixels. */
final class PngMetadata {
    static final String XMP = "XML:com.adobe.xmp";

    private static final int LONGEST_KEYWORD = 79;

    private PngMetadata() {}

    static Attachments attachments(PngFile file, Notes notes) {
        Optional<byte[]> icc = file.first("iCCP").flatMap(PngMetadata::profile);
        if (icc.isEmpty() && file.first("iCCP").isPresent()) {
            notes.warn("The colour profile cannot be read and is kept as it is; the mark is composed as sRGB.");
        }
        Optional<byte[]> xmp = file.all("iTXt").stream()
                .filter(chunk -> keyword(chunk).equals(XMP))
                .findFirst()
                .flatMap(PngMetadata::international);
        return new Attachments(icc, file.first("eXIf").map(PngChunk::bytes), xmp);
    }

    private static Optional<byte[]> profile(PngChunk chunk) {
        int name = keyword(chunk).length();
        return name + 2 >= chunk.length()
                ? Optional.empty()
                : Inflated.of(chunk.source(), chunk.content() + name + 2, chunk.length() - name - 2);
    }

    /** The name with which text and profiles begin. */
    static String keyword(PngChunk chunk) {
        int length = 0;
        while (length < Math.min(chunk.length(), LONGEST_KEYWORD) && chunk.source()[chunk.content() + length] != 0) {
            length++;
        }
        return new String(chunk.source(), chunk.content(), length, StandardCharsets.ISO_8859_1);
    }

    /** The text of iTXt, in UTF-8. */
    private static Optional<byte[]> international(PngChunk chunk) {
        byte[] bytes = chunk.bytes();
        int at = keyword(chunk).length() + 1;
        if (at + 2 > bytes.length) {
            return Optional.empty();
        }
        boolean deflated = bytes[at] == 1;
        at += 2;
        for (int zeros = 0; zeros < 2 && at < bytes.length; at++) {
            if (bytes[at] == 0) {
                zeros++;
            }
        }
        if (deflated) {
            return Inflated.of(bytes, at, bytes.length - at);
        }
        return Optional.of(Arrays.copyOfRange(bytes, at, bytes.length));
    }

    static Optional<Resolution> resolution(PngFile file) {
        return file.first("pHYs").filter(chunk -> chunk.length() == 9).flatMap(chunk -> {
            Bytes bytes = Bytes.big(chunk.bytes(), "PNG file");
            return bytes.u8(8) == 1 && bytes.u32(0) > 0 && bytes.u32(4) > 0
                    ? Optional.of(Resolution.ofMetre((double) bytes.u32(0), (double) bytes.u32(4)))
                    : Optional.empty();
        });
    }

    /** The colours of a palette, with alpha from tRNS. */
    static int[] palette(PngFile file) {
        byte[] colours = file.first("PLTE").map(PngChunk::bytes).orElse(new byte[0]);
        byte[] alphas = file.first("tRNS").map(PngChunk::bytes).orElse(new byte[0]);
        int[] palette = new int[Math.min(256, colours.length / 3)];
        for (int i = 0; i < palette.length; i++) {
            int alpha = i < alphas.length ? alphas[i] & 255 : 255;
            palette[i] = alpha << 24
                    | (colours[3 * i] & 255) << 16
                    | (colours[3 * i + 1] & 255) << 8
                    | (colours[3 * i + 2] & 255);
        }
        return palette;
    }

    /** The colour that stands for clear, scaled as samples are; empty if none does. */
    static int[] clearColour(PngFile file) {
        PngHeader header = file.header();
        int channels = header.channels();
        Optional<PngChunk> chunk = header.type() == PngHeader.GREY || header.type() == PngHeader.RGB
                ? file.first("tRNS")
                : Optional.empty();
        if (chunk.isEmpty() || chunk.get().length() < 2 * channels) {
            return new int[0];
        }
        Bytes bytes = Bytes.big(chunk.get().bytes(), "PNG file");
        int most = (1 << header.depth()) - 1;
        int factor = header.depth() < 8 ? 255 / most : 1;
        int[] key = new int[channels];
        for (int c = 0; c < channels; c++) {
            key[c] = (bytes.u16(2L * c) & most) * factor;
        }
        return key;
    }

    /** A piece of text: plain where Latin-1 has all its letters, else international. */
    static PngChunk text(String keyword, String text) {
        if (StandardCharsets.ISO_8859_1.newEncoder().canEncode(text)) {
            return PngChunk.of("tEXt", (keyword + "\0" + text).getBytes(StandardCharsets.ISO_8859_1));
        }
        return international(keyword, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A piece of text in UTF-8. */
    static PngChunk international(String keyword, byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((keyword + "\0\0\0\0\0").getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(text);
        return PngChunk.of("iTXt", out.toByteArray());
    }

    /** A piece with a colour profile. */
    static PngChunk profile(byte[] icc) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("ICC profile\0\0".getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(Inflated.deflated(icc));
        return PngChunk.of("iCCP", out.toByteArray());
    }
}

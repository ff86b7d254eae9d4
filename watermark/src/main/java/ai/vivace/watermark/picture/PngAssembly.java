package ai.vivace.watermark.picture;

import ai.vivace.watermark.layer.Orientation;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Puts a PNG file together from the pieces of another and new pixels: pieces stay where they are, byte for byte, unless they no longer hold. */
final class PngAssembly {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

    /** On what the look of pixels depends. */
    private static final Set<String> LOOK =
            Set.of("iCCP", "sRGB", "gAMA", "cHRM", "cICP", "mDCV", "cLLI", "sBIT", "bKGD", "pHYs", "sPLT");

    /** Pieces that may stay after pixels have changed, though their names do not say so. */
    private static final Set<String> KNOWN = Set.of("tIME", "sTER", "eXIf", "oFFs", "pCAL", "sCAL", "caBX", "fRAc");

    private final PngFile file;
    private final PngHeader header;
    private final MetadataPolicy policy;
    private final Notes notes;
    private int[] palette = {};

    /** @param header of the new picture */
    PngAssembly(PngFile file, PngHeader header, MetadataPolicy policy, Notes notes) {
        this.file = file;
        this.header = header;
        this.policy = policy;
        this.notes = notes;
    }

    /** Sets the colours of a palette picture. */
    void palette(int[] colours) {
        palette = colours;
    }

    /**
     * Writes the file.
     *
     * @param pixels writes the pieces of pixels to the same place
     */
    void write(ByteArrayOutputStream out, Runnable pixels) {
        out.writeBytes(SIGNATURE);
        PngChunk.of("IHDR", header.content()).writeTo(out);
        writeCredits(out);
        boolean written = false;
        for (PngChunk chunk : file.chunks()) {
            switch (chunk.type()) {
                case "IHDR" -> {}
                case "IDAT" -> {
                    if (!written) {
                        pixels.run();
                        written = true;
                    }
                }
                default -> adapted(chunk).ifPresent(kept -> kept.writeTo(out));
            }
        }
        if (!written) {
            pixels.run();
        }
        PngChunk.of("IEND", new byte[0]).writeTo(out);
        if (policy.keepsAll()) {
            out.writeBytes(file.trailer());
        }
    }

    private boolean isPalette() {
        return header.type() == PngHeader.PALETTE;
    }

    private boolean hasNewPalette() {
        return !Arrays.equals(palette, PngMetadata.palette(file));
    }

    private Optional<PngChunk> adapted(PngChunk chunk) {
        PngHeader before = file.header();
        return switch (chunk.type()) {
            case "PLTE" -> {
                if (isPalette() && hasNewPalette()) {
                    yield Optional.of(PngChunk.of("PLTE", colours()));
                }
                // RGB may have one as a proposal for screens of few colours.
                yield isPalette() || (before.type() != PngHeader.PALETTE && header.type() == before.type())
                        ? Optional.of(chunk)
                        : Optional.empty();
            }
            case "tRNS" -> isPalette() ? Optional.of(hasNewPalette() ? alphas(chunk) : chunk) : Optional.empty();
            case "hIST" -> isPalette() && !hasNewPalette() && policy.keepsAll() ? Optional.of(chunk) : Optional.empty();
            case "sBIT" -> Optional.of(header.type() == before.type() ? chunk : significant(chunk));
            case "bKGD" ->
                header.type() == before.type() && (header.depth() == before.depth() || isPalette())
                        ? Optional.of(chunk)
                        : background(chunk);
            case "eXIf" -> exif(chunk);
            case "iTXt", "tEXt", "zTXt" -> text(chunk);
            default -> other(chunk);
        };
    }

    private Optional<PngChunk> other(PngChunk chunk) {
        if (chunk.type().equals("caBX")) {
            notes.warn("The picture has a C2PA manifest, which marking makes invalid. It "
                    + (policy.keepsAll() ? "is kept; sign the marked picture anew." : "was taken out."));
        }
        if (LOOK.contains(chunk.type())) {
            return Optional.of(chunk);
        }
        if (!policy.keepsAll()) {
            return Optional.empty();
        }
        if (chunk.isSafeToCopy() || KNOWN.contains(chunk.type())) {
            return Optional.of(chunk);
        }
        notes.add("The piece " + chunk.type() + " was left out, as by its name it does not hold for changed pixels.");
        return Optional.empty();
    }

    private byte[] colours() {
        byte[] colours = new byte[3 * palette.length];
        for (int i = 0; i < palette.length; i++) {
            colours[3 * i] = (byte) (palette[i] >> 16);
            colours[3 * i + 1] = (byte) (palette[i] >> 8);
            colours[3 * i + 2] = (byte) palette[i];
        }
        return colours;
    }

    private PngChunk alphas(PngChunk before) {
        byte[] alphas = new byte[palette.length];
        int needed = before.length();
        for (int i = 0; i < palette.length; i++) {
            alphas[i] = (byte) (palette[i] >>> 24);
            if (alphas[i] != -1) {
                needed = Math.max(needed, i + 1);
            }
        }
        return PngChunk.of("tRNS", Arrays.copyOf(alphas, Math.min(needed, alphas.length)));
    }

    /** How many bits of each sample are meant. */
    private PngChunk significant(PngChunk chunk) {
        byte[] before = chunk.bytes();
        byte[] after = new byte[header.channels()];
        boolean grey = file.header().type() == PngHeader.GREY || file.header().type() == PngHeader.GREY_ALPHA;
        boolean alpha = header.type() == PngHeader.GREY_ALPHA || header.type() == PngHeader.RGBA;
        boolean colour = header.type() == PngHeader.RGB || header.type() == PngHeader.RGBA;
        for (int i = 0; i < after.length; i++) {
            int from = grey && colour && i < 3 ? 0 : grey && colour ? 1 : i;
            boolean isAlpha = alpha && i == after.length - 1;
            after[i] = from < before.length && !(isAlpha && before.length < (grey ? 2 : 4))
                    ? before[from]
                    : (byte) header.depth();
        }
        return PngChunk.of("sBIT", after);
    }

    private Optional<PngChunk> background(PngChunk chunk) {
        Bytes before = Bytes.big(chunk.bytes(), "PNG file");
        PngHeader from = file.header();
        int[] colour = new int[3];
        if (from.type() == PngHeader.PALETTE) {
            int[] colours = PngMetadata.palette(file);
            if (before.length() != 1 || before.u8(0) >= colours.length) {
                return Optional.empty();
            }
            int named = colours[before.u8(0)];
            colour = new int[] {named >> 16 & 255, named >> 8 & 255, named & 255};
        } else {
            if (before.length() != (from.channels() < 3 ? 2 : 6)) {
                return Optional.empty();
            }
            int factor = from.depth() < 8 ? 255 / ((1 << from.depth()) - 1) : 1;
            for (int c = 0; c < 3; c++) {
                colour[c] = before.u16(from.channels() < 3 ? 0 : 2L * c) * factor;
            }
        }
        boolean grey = header.channels() < 3;
        ByteBuffer after = ByteBuffer.allocate(grey ? 2 : 6);
        for (int c = 0; c < (grey ? 1 : 3); c++) {
            after.putShort((short) colour[c]);
        }
        return Optional.of(PngChunk.of("bKGD", after.array()));
    }

    private Optional<PngChunk> exif(PngChunk chunk) {
        Optional<ExifBlock> block = ExifBlock.of(chunk.bytes(), new Notes());
        if (!policy.keepsAll()) {
            Orientation orientation =
                    block.map(exif -> exif.orientation(new Notes())).orElse(Orientation.UPRIGHT);
            return ExifBlock.look(orientation).map(bytes -> PngChunk.of("eXIf", bytes));
        }
        if (block.isEmpty()) {
            return Optional.of(chunk);
        }
        byte[] changed = block.get().changed(policy, notes);
        return Optional.of(Arrays.equals(changed, chunk.bytes()) ? chunk : PngChunk.of("eXIf", changed));
    }

    private Optional<PngChunk> text(PngChunk chunk) {
        return policy.keepsAll() && !credited().contains(PngMetadata.keyword(chunk))
                ? Optional.of(chunk)
                : Optional.empty();
    }

    /** Keywords of text that is written anew. */
    private Set<String> credited() {
        Set<String> keywords = new TreeSet<>();
        policy.author().ifPresent(author -> keywords.add("Author"));
        policy.copyright().ifPresent(copyright -> keywords.add("Copyright"));
        if (policy.hasCredits()) {
            keywords.add(PngMetadata.XMP);
        }
        return keywords;
    }

    private void writeCredits(ByteArrayOutputStream out) {
        policy.author().ifPresent(author -> PngMetadata.text("Author", author).writeTo(out));
        policy.copyright().ifPresent(text -> PngMetadata.text("Copyright", text).writeTo(out));
        if (policy.hasCredits()) {
            Optional<byte[]> before = policy.keepsAll()
                    ? PngMetadata.attachments(file, new Notes()).xmp()
                    : Optional.empty();
            XmpPacket.credited(before, policy, notes)
                    .ifPresent(packet ->
                            PngMetadata.international(PngMetadata.XMP, packet).writeTo(out));
        }
    }
}

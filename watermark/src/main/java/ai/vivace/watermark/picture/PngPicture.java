package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Orientation;
import ai.vivace.watermark.layer.Overlay;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A PNG picture: depth, palette, alpha and every piece that is not pixels are kept, as far as the mark's colours allow. */
final class PngPicture extends Picture {
    private final PngFile file;
    private final Reading reading;
    private final PictureInfo info;
    private @Nullable Samples samples;
    private @Nullable Indexed indexed;

    PngPicture(byte[] bytes, Reading reading) {
        this.reading = reading;
        Notes notes = new Notes();
        file = PngFile.read(bytes, reading, notes);
        InputException.require(
                file.first("acTL").isEmpty(),
                () ->
                        "Expected a still PNG picture, but it is an animation, of which all frames would have to be marked."
                                + " Save it as GIF or as single frames first.");
        PngHeader header = file.header();
        InputException.require(
                header.type() != PngHeader.PALETTE || file.first("PLTE").isPresent(),
                () -> "Expected a list of colours (PLTE) in a palette PNG, but it has none. The file is damaged.");
        Optional<ExifBlock> exif = file.first("eXIf").flatMap(chunk -> ExifBlock.of(chunk.bytes(), notes));
        info = new PictureInfo(
                PictureFormat.PNG,
                header.width(),
                header.height(),
                exif.map(block -> block.orientation(notes)).orElse(Orientation.UPRIGHT),
                1,
                header.depth(),
                header.colours(),
                PngMetadata.resolution(file),
                PngMetadata.attachments(file, notes),
                notes.list());
    }

    @Override
    public PictureInfo info() {
        return info;
    }

    private boolean isPalette() {
        return file.header().type() == PngHeader.PALETTE;
    }

    @Override
    public void read(Box box, int[] argb) {
        Notes unheard = new Notes();
        if (isPalette()) {
            indexed = indexed == null ? indexed(unheard) : indexed;
            indexed.read(box, argb);
        } else {
            samples = samples == null ? decoded(unheard) : samples;
            samples.read(box, argb);
        }
    }

    private Indexed indexed(Notes notes) {
        Indexed there = indexed;
        return there != null
                ? there
                : new Indexed(area(), PngDecoder.indices(file, reading, notes), PngMetadata.palette(file));
    }

    @Override
    Samples samples(Notes notes) {
        notes.addAll(info.notes());
        if (isPalette()) {
            return indexed(notes).samples(area());
        }
        Samples taken = samples == null ? decoded(notes) : samples;
        samples = null;
        return taken;
    }

    /** A colour that stands for clear is made alpha. */
    private Samples decoded(Notes notes) {
        Samples decoded = PngDecoder.samples(file, reading, notes);
        int[] key = PngMetadata.clearColour(file);
        return key.length == 0 ? decoded : ClearColour.withAlpha(decoded, key);
    }

    @Override
    public Composed marked(PageLayers layers, MetadataPolicy policy) {
        List<? extends Overlay> overlays = layers.over(this);
        Notes notes = new Notes();
        notes.addAll(info.notes());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (isPalette()) {
            markPalette(overlays, policy, notes, out);
        } else {
            markSamples(overlays, policy, notes, out);
        }
        if (file.header().interlaced()) {
            notes.add("The picture was interlaced and is no longer.");
        }
        long covered = Overlays.covered(overlays, area());
        return new Composed(
                out.toByteArray(), PictureFormat.PNG, Composed.Route.PIXELS, covered, info.pixels(), notes.list());
    }

    private void markPalette(
            List<? extends Overlay> overlays, MetadataPolicy policy, Notes notes, ByteArrayOutputStream out) {
        List<Overlay> own = MarkColours.in(overlays, info.attachments().icc(), Layout.RGB, notes);
        Indexed before = indexed(notes);
        Optional<Indexed> fitting = before.marked(own, 256);
        if (fitting.isPresent()) {
            Indexed after = fitting.get();
            int depth = depth(after.colours().length);
            PngHeader header = header(PngHeader.PALETTE, depth);
            PngAssembly assembly = new PngAssembly(file, header, policy, notes);
            assembly.palette(after.colours());
            assembly.write(out, () -> PngWriter.writeIndices(out, header, after.indices()));
            return;
        }
        ByteSamples pixels = before.samples(area());
        own.forEach(pixels::compose);
        notes.add("The mark's colours do not fit the picture's list of 256; it is written with "
                + (pixels.layout().hasAlpha() ? "RGB and alpha." : "RGB."));
        write(pixels, 8, policy, notes, out);
    }

    private int depth(int colours) {
        int depth = file.header().depth();
        while (1 << depth < colours) {
            depth *= 2;
        }
        return depth;
    }

    private void markSamples(
            List<? extends Overlay> overlays, MetadataPolicy policy, Notes notes, ByteArrayOutputStream out) {
        Samples pixels = samples(notes);
        if (pixels.layout().isGrey() && !Overlays.areGrey(overlays, area())) {
            if (info.attachments().icc().isPresent()) {
                notes.add("The mark was made grey, as the picture has a profile for grey.");
            } else {
                notes.add("The picture was grey; it is written with RGB for the mark's colours.");
                pixels = pixels.coloured();
            }
        }
        MarkColours.in(overlays, info.attachments().icc(), pixels.layout(), notes)
                .forEach(pixels::compose);
        int depth = file.header().depth();
        if (depth < 8
                && (pixels.layout() != Layout.GREY || !fits(pixels.narrowed().bytes(), depth))) {
            if (pixels.layout().isGrey()) {
                notes.add("The mark's greys do not fit " + depth + " bits; the picture is written with 8.");
            }
            depth = 8;
        }
        write(pixels, depth, policy, notes, out);
    }

    private static boolean fits(byte[] greys, int depth) {
        int step = 255 / ((1 << depth) - 1);
        for (byte grey : greys) {
            if ((grey & 255) % step != 0) {
                return false;
            }
        }
        return true;
    }

    private void write(Samples pixels, int depth, MetadataPolicy policy, Notes notes, ByteArrayOutputStream out) {
        int type =
                switch (pixels.layout()) {
                    case GREY -> PngHeader.GREY;
                    case GREY_ALPHA -> PngHeader.GREY_ALPHA;
                    case RGB -> PngHeader.RGB;
                    default -> PngHeader.RGBA;
                };
        PngHeader header = header(type, depth);
        new PngAssembly(file, header, policy, notes).write(out, () -> PngWriter.write(out, header, pixels));
    }

    private PngHeader header(int type, int depth) {
        return new PngHeader(info.width(), info.height(), depth, type, false);
    }
}

package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import ai.vivace.watermark.jpeg.JpegEncoder;
import ai.vivace.watermark.jpeg.JpegFile;
import ai.vivace.watermark.jpeg.JpegSegments;
import ai.vivace.watermark.jpeg.SegmentKind;
import ai.vivace.watermark.layer.Overlay;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Pictures written in another format, with what that can carry of profile and metadata. */
final class Conversion {
    /** Where the unit of density stands in the JFIF header that the encoder writes. */
    private static final int JFIF_UNIT = 13;

    private static final int INCH = 1;
    private static final double METRES = 0.0254;

    private final PictureInfo info;
    private final MetadataPolicy policy;
    private final Target target;
    private final Notes notes;

    private Conversion(PictureInfo info, MetadataPolicy policy, Target target, Notes notes) {
        this.info = info;
        this.policy = policy;
        this.target = target;
        this.notes = notes;
    }

    /** The first frame or page, marked. */
    static Composed of(Picture picture, PageLayers layers, MetadataPolicy policy, Target target) {
        Notes notes = new Notes();
        PictureInfo info = picture.info();
        notes.addAll(info.notes());
        List<? extends Overlay> overlays = layers.over(picture);
        if (info.frames() > 1) {
            notes.warn("Of " + info.frames() + " frames or pages the first was written, as " + target.format()
                    + " holds one picture.");
        }
        Conversion conversion = new Conversion(info, policy, target, notes);
        byte[] file =
                conversion.written(conversion.composed(picture.samples(notes).straight(), overlays));
        long covered = Overlays.covered(overlays, picture.area());
        boolean lossless = target.format() == PictureFormat.PNG;
        if (!lossless && info.format() == PictureFormat.JPEG) {
            notes.warn(
                    "The JPEG is of a kind whose blocks cannot be changed alone; all of it was encoded anew, with quality "
                            + target.quality() + ".");
        }
        return new Composed(
                file,
                target.format(),
                lossless ? Composed.Route.PIXELS : Composed.Route.ENCODED_ANEW,
                lossless ? covered : info.pixels(),
                info.pixels(),
                notes.list());
    }

    private Samples composed(Samples read, List<? extends Overlay> overlays) {
        Samples samples = read;
        if (samples.layout() == Layout.CMYK) {
            notes.warn("The inks were made RGB by the plain rule, without their profile; colours may differ.");
            samples = rgb(samples);
        }
        if (samples.layout().isGrey() && !Overlays.areGrey(overlays, samples.area())) {
            if (profile(samples).isEmpty()) {
                notes.add("The picture was grey; it is written with RGB for the mark's colours.");
                samples = samples.coloured();
            } else {
                notes.add("The mark was made grey, as the picture has a profile for grey.");
            }
        }
        MarkColours.in(overlays, profile(samples), samples.layout(), notes).forEach(samples::compose);
        return samples;
    }

    private static ByteSamples rgb(Samples inks) {
        ByteSamples rgb = ByteSamples.of(inks.area(), Layout.RGB);
        int[] row = new int[inks.area().width()];
        int k = 0;
        for (int y = 0; y < inks.area().height(); y++) {
            inks.readRow(y * row.length, row.length, row, 0);
            for (int pixel : row) {
                rgb.bytes()[k++] = (byte) (pixel >> 16);
                rgb.bytes()[k++] = (byte) (pixel >> 8);
                rgb.bytes()[k++] = (byte) pixel;
            }
        }
        return rgb;
    }

    /** The picture's profile, if it is one for these pixels. */
    private Optional<byte[]> profile(Samples samples) {
        String wanted = samples.layout().isGrey() ? "GRAY" : "RGB ";
        return info.attachments().icc().filter(icc -> PictureFormat.starts(icc, 16, wanted));
    }

    private byte[] written(Samples samples) {
        return target.format() == PictureFormat.PNG ? png(samples) : jpeg(samples);
    }

    private byte[] png(Samples samples) {
        int type =
                switch (samples.layout()) {
                    case GREY -> PngHeader.GREY;
                    case GREY_ALPHA -> PngHeader.GREY_ALPHA;
                    case RGB -> PngHeader.RGB;
                    default -> PngHeader.RGBA;
                };
        PngHeader header = new PngHeader(info.width(), info.height(), samples.depth(), type, false);
        List<PngChunk> chunks = new ArrayList<>();
        profile(samples).ifPresent(icc -> chunks.add(PngMetadata.profile(icc)));
        info.resolution().ifPresent(resolution -> chunks.add(PngChunk.of("pHYs", perMetre(resolution))));
        info.attachments().exif().ifPresent(exif -> chunks.add(PngChunk.of("eXIf", exif)));
        info.attachments().xmp().ifPresent(xmp -> chunks.add(PngMetadata.international(PngMetadata.XMP, xmp)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new PngAssembly(new PngFile(header, chunks, new byte[0]), header, policy, notes)
                .write(out, () -> PngWriter.write(out, header, samples));
        return out.toByteArray();
    }

    private static byte[] perMetre(Resolution resolution) {
        return ByteBuffer.allocate(9)
                .putInt((int) Math.round(resolution.horizontal() / METRES))
                .putInt((int) Math.round(resolution.vertical() / METRES))
                .put((byte) 1)
                .array();
    }

    private byte[] jpeg(Samples samples) {
        if (samples.layout().hasAlpha()) {
            notes.add(String.format(
                    Locale.ROOT,
                    "The picture is translucent in places, which a JPEG cannot be; it lies upon #%06x.",
                    target.background()));
        }
        Samples flat = samples.flattened(target.background());
        if (flat.depth() == 16) {
            notes.add("The picture had 16 bits; a JPEG has 8.");
        }
        Samples narrow = flat.narrowed();
        JpegEncoder encoder = JpegEncoder.of(target.quality());
        int width = info.width();
        JpegEncoder.Rows rows = (y, argb) -> narrow.readRow(y * width, width, argb, 0);
        byte[] encoded = narrow.layout().isGrey()
                ? encoder.encodeGrey(width, info.height(), rows)
                : encoder.encode(width, info.height(), rows);
        byte[] complete = withAttachments(encoded, profile(narrow));
        return policy.equals(MetadataPolicy.USUAL)
                ? complete
                : JpegMetadata.changed(JpegFile.read(complete, Long.MAX_VALUE), policy, info.orientation(), notes);
    }

    private byte[] withAttachments(byte[] encoded, Optional<byte[]> icc) {
        info.resolution().ifPresent(resolution -> {
            encoded[JFIF_UNIT] = INCH;
            word(encoded, JFIF_UNIT + 1, resolution.horizontal());
            word(encoded, JFIF_UNIT + 3, resolution.vertical());
        });
        JpegSegments segments = JpegSegments.of(JpegFile.read(encoded, Long.MAX_VALUE));
        segments = attached(segments, SegmentKind.EXIF, info.attachments().exif());
        segments = attached(segments, SegmentKind.XMP, info.attachments().xmp());
        return attached(segments, SegmentKind.ICC, icc).write();
    }

    private JpegSegments attached(JpegSegments segments, SegmentKind kind, Optional<byte[]> content) {
        if (content.isEmpty()) {
            return segments;
        }
        try {
            return segments.with(kind, content.get());
        } catch (InputException e) {
            notes.warn("The picture's " + kind + " is left out: " + e.getMessage());
            return segments;
        }
    }

    private static void word(byte[] bytes, int at, double value) {
        int rounded = (int) Math.max(1, Math.min(65_535, Math.round(value)));
        bytes[at] = (byte) (rounded >> 8);
        bytes[at + 1] = (byte) rounded;
    }
}

package ai.vivace.watermark.picture;

import ai.vivace.watermark.jpeg.JpegColours;
import ai.vivace.watermark.jpeg.JpegComponent;
import ai.vivace.watermark.jpeg.JpegFile;
import ai.vivace.watermark.jpeg.JpegPatch;
import ai.vivace.watermark.jpeg.JpegSampler;
import ai.vivace.watermark.jpeg.PatchReport;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Orientation;
import ai.vivace.watermark.layer.Overlay;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JPEG with Huffman codes: only the blocks under the mark change. */
final class JpegPicture extends Picture {
    private final byte[] bytes;
    private final Reading reading;
    private final JpegHeader header;
    private final JpegFile file;
    private final PictureInfo info;
    private @Nullable JpegSampler sampler;

    JpegPicture(byte[] bytes, JpegHeader header, Reading reading) {
        this.bytes = bytes;
        this.header = header;
        this.reading = reading;
        Notes notes = new Notes();
        file = JpegFile.read(bytes, reading.limit().pixels());
        if (file.isTruncated()) {
            reading.damage("The JPEG file ends without its last marker.", notes);
        }
        Attachments attachments = JpegMetadata.attachments(header.applications());
        Optional<ExifBlock> exif = attachments.exif().flatMap(block -> ExifBlock.of(block, notes));
        info = new PictureInfo(
                PictureFormat.JPEG,
                file.width(),
                file.height(),
                exif.map(block -> block.orientation(notes)).orElse(Orientation.UPRIGHT),
                1,
                header.depth(),
                colours(file.colours()),
                JpegMetadata.resolution(file).or(() -> exif.flatMap(ExifBlock::resolution)),
                attachments,
                notes.list());
    }

    private static ColourModel colours(JpegColours colours) {
        return switch (colours) {
            case GREY -> ColourModel.GREY;
            case YCBCR -> ColourModel.YCBCR;
            case RGB -> ColourModel.RGB;
            case CMYK -> ColourModel.CMYK;
            case YCCK -> ColourModel.YCCK;
        };
    }

    private Layout layout() {
        return switch (file.colours()) {
            case GREY -> Layout.GREY;
            case YCBCR, RGB -> Layout.RGB;
            case CMYK, YCCK -> Layout.CMYK;
        };
    }

    @Override
    public PictureInfo info() {
        return info;
    }

    @Override
    public void read(Box box, int[] argb) {
        Samples samples = JpegDecoding.decode(bytes, header, box);
        samples.read(samples.area(), argb);
    }

    @Override
    public int[] sample(Box box) {
        JpegSampler known = sampler;
        if (known == null) {
            known = JpegSampler.of(file);
            sampler = known;
        }
        return known.colours(box);
    }

    @Override
    Samples samples(Notes notes) {
        notes.addAll(info.notes());
        return JpegDecoding.decode(bytes, header, area());
    }

    @Override
    public Composed marked(PageLayers layers, MetadataPolicy policy) {
        if (!hasWholeFactors()) {
            return Conversion.of(
                    this, layers, policy, Target.of(PictureFormat.JPEG).quality(JpegReadOnly.QUALITY));
        }
        Notes notes = new Notes();
        notes.addAll(info.notes());
        JpegMetadata.warn(file, policy, notes);
        List<? extends Overlay> overlays = layers.over(this);
        Optional<byte[]> icc = info.attachments().icc();
        if (layout() == Layout.GREY && !Overlays.areGrey(overlays, area())) {
            notes.add("The mark was made grey, as the picture is.");
        }
        JpegPatch.Patched patched = JpegPatch.apply(file, MarkColours.in(overlays, icc, layout(), notes));
        PatchReport report = patched.report();
        if (report.truncated() && !file.isTruncated()) {
            reading.damage("The JPEG file ends within its pixels.", notes);
        }
        byte[] marked = patched.bytes();
        if (!policy.equals(MetadataPolicy.USUAL)) {
            JpegFile now = JpegFile.read(marked, reading.limit().pixels());
            marked = JpegMetadata.changed(now, policy, info.orientation(), notes);
        } else {
            info.attachments()
                    .exif()
                    .flatMap(block -> ExifBlock.of(block, new Notes()))
                    .ifPresent(block -> block.changed(policy, notes));
        }
        return new Composed(
                marked,
                PictureFormat.JPEG,
                Composed.Route.BLOCKS,
                report.changedBlocks(),
                report.blocks(),
                notes.list());
    }

    /** Whether samples of all components lie on a common grid, without which blocks cannot be changed alone. */
    private boolean hasWholeFactors() {
        List<JpegComponent> components = file.frame().components();
        int across =
                components.stream().mapToInt(JpegComponent::horizontal).max().orElse(1);
        int down = components.stream().mapToInt(JpegComponent::vertical).max().orElse(1);
        return components.stream()
                .allMatch(component -> across % component.horizontal() == 0 && down % component.vertical() == 0);
    }
}

package ai.vivace.watermark.picture;

import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Orientation;
import java.util.Optional;

/** A JPEG that can be decoded but not patched, such as one with arithmetic codes: all of it is encoded anew. */
final class JpegReadOnly extends Picture {
    /** High enough that the second loss is not seen. */
    static final int QUALITY = 95;

    private final byte[] bytes;
    private final JpegHeader header;
    private final PictureInfo info;

    JpegReadOnly(byte[] bytes, JpegHeader header, Reading reading) {
        this.bytes = bytes;
        this.header = header;
        reading.limit().check(header.width(), header.height());
        Notes notes = new Notes();
        Attachments attachments = JpegMetadata.attachments(header.applications());
        Optional<ExifBlock> exif = attachments.exif().flatMap(block -> ExifBlock.of(block, notes));
        info = new PictureInfo(
                PictureFormat.JPEG,
                header.width(),
                header.height(),
                exif.map(block -> block.orientation(notes)).orElse(Orientation.UPRIGHT),
                1,
                header.depth(),
                header.components() == 1
                        ? ColourModel.GREY
                        : header.components() == 4 ? ColourModel.CMYK : ColourModel.YCBCR,
                exif.flatMap(ExifBlock::resolution),
                attachments,
                notes.list());
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
    Samples samples(Notes notes) {
        return JpegDecoding.decode(bytes, header, area());
    }

    @Override
    public Composed marked(PageLayers layers, MetadataPolicy policy) {
        return Conversion.of(this, layers, policy, Target.of(PictureFormat.JPEG).quality(QUALITY));
    }
}

package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Orientation;
import java.util.Optional;

/**
 * A picture that was opened: its headers are read and checked; pixels are decoded when they are first asked for. Marking leaves it as it is. One
 * object serves one thread.
 */
public abstract class Picture implements Page {
    /** Only the formats of this package are pictures. */
    Picture() {}

    /**
     * Opens a picture.
     *
     * @param file its bytes; not copied: leave them alone
     * @throws InputException when it is no picture that can be read, is larger than allowed, or is damaged and those are refused
     */
    public static Picture open(byte[] file, Reading reading) {
        return switch (PictureFormat.of(file)) {
            case PNG -> new PngPicture(file, reading);
            case GIF -> new GifPicture(file, reading);
            case BMP -> new BmpPicture(file, reading);
            case TIFF -> new TiffPicture(file, reading);
            case WEBP -> new WebpPicture(file, reading);
            case JPEG -> jpeg(file, reading);
        };
    }

    private static Picture jpeg(byte[] file, Reading reading) {
        JpegHeader header = JpegHeader.of(file);
        return header.isPatchable() ? new JpegPicture(file, header, reading) : new JpegReadOnly(file, header, reading);
    }

    /** What its headers say. */
    public abstract PictureInfo info();

    /**
     * The picture with layers over it, in its own format.
     *
     * @param layers asked for each page in turn
     * @throws InputException when pixels are damaged and that is refused, or the format cannot be written
     */
    public abstract Composed marked(PageLayers layers, MetadataPolicy policy);

    /**
     * The picture with layers over it, in another format; of several frames or pages the first.
     *
     * @param target what to write
     */
    public final Composed marked(PageLayers layers, MetadataPolicy policy, Target target) {
        return target.format() == info().format()
                ? marked(layers, policy)
                : Conversion.of(this, layers, policy, target);
    }

    /** The pixels of the first frame or page, to be changed by who asks. */
    abstract Samples samples(Notes notes);

    final Box area() {
        return Box.of(info().width(), info().height());
    }

    @Override
    public final int width() {
        return info().width();
    }

    @Override
    public final int height() {
        return info().height();
    }

    @Override
    public final Orientation orientation() {
        return info().orientation();
    }

    @Override
    public final Optional<Resolution> resolution() {
        return info().resolution();
    }
}

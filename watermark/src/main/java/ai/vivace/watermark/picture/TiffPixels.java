package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.Box;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageReader;

/** All pixels of a TIFF page. */
final class TiffPixels {
    private TiffPixels() {}

    /** Read here where that is possible, else with the library, which knows more compressions. */
    static Samples samples(TiffPage page, int index, byte[] file, Reading reading, Notes notes) {
        if (!page.isReadable()) {
            checkLength(page, file, reading, notes);
            return decoded(page, index, file);
        }
        if (page.photometric() == TiffPage.PALETTE) {
            return indexed(page, file, reading, notes).samples(Box.of(page.width(), page.height()));
        }
        Box area = Box.of(page.width(), page.height());
        Samples all = page.bits() == 8 ? ByteSamples.of(area, page.layout()) : ShortSamples.of(area, page.layout());
        for (int row = 0; row < page.down(); row++) {
            for (int column = 0; column < page.across(); column++) {
                copy(TiffPart.read(page, file, column, row, reading, notes).samples(), all);
            }
        }
        return all;
    }

    private static void copy(Samples part, Samples all) {
        Box box = part.area().intersection(all.area());
        int channels = all.layout().channels();
        for (int y = box.y(); y < box.bottom(); y++) {
            int from = part.pixel(box.x(), y) * channels;
            int to = all.pixel(box.x(), y) * channels;
            if (part instanceof ShortSamples wide && all instanceof ShortSamples target) {
                System.arraycopy(wide.shorts(), from, target.shorts(), to, box.width() * channels);
            } else {
                System.arraycopy(part.narrowed().bytes(), from, all.narrowed().bytes(), to, box.width() * channels);
            }
        }
    }

    /** The indices of a palette page. */
    static Indexed indexed(TiffPage page, byte[] file, Reading reading, Notes notes) {
        Box area = Box.of(page.width(), page.height());
        byte[] indices = new byte[PixelLimit.samples(page.width(), page.height(), 1)];
        for (int row = 0; row < page.down(); row++) {
            for (int column = 0; column < page.across(); column++) {
                TiffPart part = TiffPart.read(page, file, column, row, reading, notes);
                Box box = part.box().intersection(area);
                for (int y = box.y(); y < box.bottom(); y++) {
                    int from = (y - part.box().y()) * part.box().width();
                    System.arraycopy(part.bytes(), from, indices, y * page.width() + box.x(), box.width());
                }
            }
        }
        return new Indexed(area, indices, page.palette());
    }

    /** The library fills up what is missing and says nothing. */
    private static void checkLength(TiffPage page, byte[] file, Reading reading, Notes notes) {
        for (int i = 0; i < Math.min(page.offsets().length, page.counts().length); i++) {
            if (page.offsets()[i] + page.counts()[i] > file.length) {
                reading.damage("The TIFF file ends within its pixels.", notes);
                return;
            }
        }
    }

    private static Samples decoded(TiffPage page, int index, byte[] file) {
        ImageReader reader = new TIFFImageReaderSpi().createReaderInstance(null);
        try (MemoryInput in = new MemoryInput(file)) {
            reader.setInput(in);
            BufferedImage image = reader.read(index);
            InputException.require(
                    image.getWidth() == page.width() && image.getHeight() == page.height(),
                    () -> "Expected " + page.width() + " x " + page.height()
                            + " pixels of a TIFF page, but its library read " + image.getWidth() + " x "
                            + image.getHeight() + ".");
            return RasterSamples.of(image);
        } catch (IOException | RuntimeException e) {
            // The library lets many kinds through for damaged files.
            if (e instanceof InputException known) {
                throw known;
            }
            throw new InputException(
                    "Expected a TIFF page of a kind that is read, but this one has compression " + page.compression()
                            + ", photometric " + page.photometric() + ", " + page.bits() + " bits: " + e.getMessage()
                            + ". Save it with LZW or Deflate first.",
                    e);
        } finally {
            reader.dispose();
        }
    }
}

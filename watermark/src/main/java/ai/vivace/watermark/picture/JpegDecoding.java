package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.Box;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** Pixels of a JPEG by decoders of libraries: the JDK's for one and three components, another for inks, which the JDK's gets wrong. */
final class JpegDecoding {
    private static final String JDK = "com.sun.imageio.plugins.jpeg.JPEGImageReaderSpi";
    private static final String OTHER = "com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi";

    private JpegDecoding() {}

    /** The pixels of a box, in the picture's own colours; inks as RGB. */
    static Samples decode(byte[] file, JpegHeader header, Box box) {
        ImageReader reader = null;
        try (MemoryInput in = new MemoryInput(file)) {
            reader = header.components() == 4 || header.depth() != 8 || header.process() == 3
                    ? reader(OTHER)
                    : reader(JDK);
            reader.setInput(in, true, true);
            ImageReadParam part = reader.getDefaultReadParam();
            part.setSourceRegion(new Rectangle(box.x(), box.y(), box.width(), box.height()));
            return RasterSamples.of(reader.read(0, part));
        } catch (InputException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Libraries let many kinds through for damaged files.
            throw new InputException(
                    "The pixels of the JPEG file (process SOF" + header.process() + ", " + header.depth()
                            + " bits) cannot be decoded: " + e.getMessage() + ". Copy it again, or save it anew.",
                    e);
        } finally {
            if (reader != null) {
                reader.dispose();
            }
        }
    }

    /** By class, as libraries on the class path may bring other readers. */
    private static ImageReader reader(String provider) throws IOException {
        ImageIO.scanForPlugins();
        Iterator<ImageReaderSpi> providers =
                IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, true);
        while (providers.hasNext()) {
            ImageReaderSpi each = providers.next();
            if (each.getClass().getName().equals(provider)) {
                return each.createReaderInstance(null);
            }
        }
        throw new InputException(
                "Expected the JPEG decoder " + provider + ", but this Java does not have it. Use a complete JDK.");
    }
}

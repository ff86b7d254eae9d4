package ai.vivace.watermark.render;

import ai.vivace.base.InputException;
import ai.vivace.watermark.mark.LogoSource;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads logos of any kind. */
final class LogoReader {
    private static final long LARGEST_FILE = 64 << 20;
    private static final long MOST_PIXELS = 25_000_000;
    private static final long LONGEST_SIDE = 20_000;
    private static final int HEAD = 4096;

    /**
     * A kind of pictures.
     *
     * @param start bytes at the start
     * @param reader where the class of its reader begins, so that no other one that is installed takes its place
     */
    private record Kind(String start, String reader) {
        private boolean matches(byte[] content) {
            byte[] bytes = start.getBytes(StandardCharsets.ISO_8859_1);
            return content.length >= bytes.length && Arrays.equals(content, 0, bytes.length, bytes, 0, bytes.length);
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("\u0089PNG\r\n\u001a\n", "com.sun.imageio.plugins.png."),
            new Kind("\u00ff\u00d8\u00ff", "com.sun.imageio.plugins.jpeg."),
            new Kind("GIF8", "com.sun.imageio.plugins.gif."),
            new Kind("BM", "com.sun.imageio.plugins.bmp."),
            new Kind("RIFF", "com.twelvemonkeys.imageio.plugins.webp."));

    private LogoReader() {}

    /**
     * Reads a logo.
     *
     * @throws InputException when it cannot be had, is no picture that is known, or is too large
     */
    static LogoImage read(LogoSource source) {
        if (source instanceof LogoSource.LogoFile file) {
            return read(file.path().toString(), bytes(file.path()));
        }
        return read("in memory", ((LogoSource.LogoBytes) source).content());
    }

    private static byte[] bytes(Path file) {
        try {
            InputException.require(
                    Files.isRegularFile(file), () -> "There is no logo " + file + ". Give the path of a PNG or SVG.");
            long size = Files.size(file);
            InputException.require(
                    size <= LARGEST_FILE,
                    () -> "The logo " + file + " has " + size + " bytes; the most is " + LARGEST_FILE
                            + ". Make it smaller.");
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InputException("Cannot read the logo " + file + ": " + e.getMessage() + ".", e);
        }
    }

    private static LogoImage read(String name, byte[] content) {
        for (Kind kind : KINDS) {
            if (kind.matches(content)) {
                return raster(name, content, kind);
            }
        }
        String head = new String(content, 0, Math.min(HEAD, content.length), StandardCharsets.UTF_8);
        InputException.require(
                head.contains("<svg"),
                () -> "The logo " + name + " is no PNG, SVG, JPEG, GIF, BMP or WebP. Convert it to PNG.");
        return SvgLogo.read(name, content);
    }

    private static LogoImage raster(String name, byte[] content, Kind kind) {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            ImageReader reader = reader(kind);
            try {
                reader.setInput(in, true, true);
                long width = reader.getWidth(0);
                long height = reader.getHeight(0);
                InputException.require(
                        Math.max(width, height) <= LONGEST_SIDE && width * height <= MOST_PIXELS,
                        () -> "The logo " + name + " has " + width + " x " + height + " pixels; the most is "
                                + LONGEST_SIDE + " on a side and " + MOST_PIXELS + " in all. Make it smaller.");
                BufferedImage image = reader.read(0);
                return new RasterLogo(image.getWidth(), image.getHeight(), argb(image));
            } finally {
                reader.dispose();
            }
        } catch (InputException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new InputException(
                    "The logo " + name + " cannot be read: " + e.getMessage() + ". Convert it to PNG.", e);
        }
    }

    private static ImageReader reader(Kind kind) throws IOException {
        Iterator<ImageReaderSpi> all = IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, true);
        while (all.hasNext()) {
            ImageReaderSpi each = all.next();
            if (each.getPluginClassName().startsWith(kind.reader())) {
                return each.createReaderInstance();
            }
        }
        throw new IOException("no reader " + kind.reader() + "* is installed");
    }

    private static int[] argb(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        ColorModel model = image.getColorModel();
        // Java takes greys for linear and would make them lighter.
        boolean grey =
                model instanceof ComponentColorModel && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        int[] pixels = new int[width * height];
        if (!grey) {
            return image.getRGB(0, 0, width, height, pixels, 0, width);
        }
        Raster raster = image.getRaster();
        int[] samples = new int[width * raster.getNumBands()];
        for (int y = 0; y < height; y++) {
            raster.getPixels(0, y, width, 1, samples);
            greys(samples, raster.getNumBands(), model.getComponentSize(0), pixels, y * width, width);
        }
        return pixels;
    }

    private static void greys(int[] samples, int bands, int bits, int[] pixels, int to, int width) {
        int most = (1 << bits) - 1;
        for (int x = 0; x < width; x++) {
            int grey = eight(samples[x * bands], most);
            int alpha = bands == 1 ? 255 : eight(samples[x * bands + 1], most);
            pixels[to + x] = alpha << 24 | grey * 0x010101;
        }
    }

    private static int eight(int sample, int most) {
        return (sample * 255 + most / 2) / most;
    }
}

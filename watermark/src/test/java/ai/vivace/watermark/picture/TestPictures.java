package ai.vivace.watermark.picture;

import ai.vivace.watermark.layer.BlendMode;
import ai.vivace.watermark.layer.Blending;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Layer;
import ai.vivace.watermark.layer.Overlay;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures that tests make, written and read by the JDK, which shares no code with what is tested. */
final class TestPictures {
    static final int WIDTH = 37;
    static final int HEIGHT = 29;

    private TestPictures() {}

    /** A picture with a colour of its own at nearly every pixel. */
    static BufferedImage painted(int type) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        WritableRaster raster = image.getRaster();
        int most = (1 << image.getColorModel().getComponentSize(0)) - 1;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                for (int band = 0; band < raster.getNumBands(); band++) {
                    raster.setSample(x, y, band, sample(x, y, band, most));
                }
            }
        }
        return image;
    }

    /** The same with sixteen bits of colours, and alpha if asked for by four channels. */
    static BufferedImage wide(int channels) {
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                channels == 4,
                false,
                channels == 4 ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                DataBuffer.TYPE_USHORT);
        WritableRaster raster = model.createCompatibleWritableRaster(WIDTH, HEIGHT);
        for (int i = 0; i < WIDTH * HEIGHT * channels; i++) {
            int pixel = i / channels;
            raster.setSample(pixel % WIDTH, pixel / WIDTH, i % channels, i * 40_503 & 0xFFFF);
        }
        return new BufferedImage(model, raster, false, null);
    }

    private static int sample(int x, int y, int band, int most) {
        return (x * (131 + 40 * band) + y * (77 + 19 * band) + x * y * (band + 1)) * (most > 255 ? 53 : 1) & most;
    }

    /** A picture of a list of greys or colours, each of which it uses. */
    static BufferedImage indexed(int bits, int colours, IntUnaryOperator argb) {
        int[] list = new int[colours];
        Arrays.setAll(list, argb);
        IndexColorModel model = new IndexColorModel(bits, colours, list, 0, true, -1, DataBuffer.TYPE_BYTE);
        BufferedImage image = new BufferedImage(
                WIDTH, HEIGHT, bits == 8 ? BufferedImage.TYPE_BYTE_INDEXED : BufferedImage.TYPE_BYTE_BINARY, model);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.getRaster().setSample(x, y, 0, (x + y * WIDTH) * 7 % colours);
            }
        }
        return image;
    }

    static byte[] written(BufferedImage image, String format) {
        return written(image, format, "");
    }

    /** @param compression of the format's writer; empty for its usual one */
    static byte[] written(BufferedImage image, String format, String compression) {
        ImageWriter writer = writer(format);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (!compression.isEmpty()) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionType(compression);
            }
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A picture whose rows come in several passes. */
    static byte[] progressive(BufferedImage image, String format) {
        ImageWriter writer = writer(format);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static BufferedImage read(byte[] file, String format) {
        return read(file, format, 0);
    }

    static BufferedImage read(byte[] file, String format, int index) {
        ImageReader reader = own(ImageIO.getImageReadersByFormatName(format));
        reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)));
        try {
            return reader.read(index);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ImageWriter writer(String format) {
        return own(ImageIO.getImageWritersByFormatName(format));
    }

    /** The JDK's own, which another library on the class path may hide. */
    private static <T> T own(Iterator<T> all) {
        while (all.hasNext()) {
            T each = all.next();
            if (each.getClass().getName().startsWith("com.sun.")) {
                return each;
            }
        }
        throw new IllegalStateException("The JDK has none of its own.");
    }

    /** Samples of a picture, band by band, of lists of colours their colours. */
    static int[] samples(BufferedImage image) {
        ColorModel model = image.getColorModel();
        if (model instanceof IndexColorModel) {
            int[] argb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
            int bands = model.hasAlpha() ? 4 : 3;
            int[] samples = new int[argb.length * bands];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = i % bands == 3 ? argb[i / bands] >>> 24 : argb[i / bands] >> (8 * (2 - i % bands)) & 255;
            }
            return samples;
        }
        return image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
    }

    /** A white mark, as translucent as that of the article, which reaches over no edge. */
    static Layer white() {
        return layer(new Box(9, 5, 14, 11), i -> (i % 5 == 0 ? 0 : 125) << 24 | 0xFFFFFF);
    }

    /** A mark with many colours and alphas, which reaches over the right edge. */
    static Layer colourful() {
        return layer(new Box(25, 8, 20, 12), i -> (i * 17 & 255) << 24 | (i * 60_007 & 0xFFFFFF));
    }

    static Layer layer(Box box, IntUnaryOperator argb) {
        int[] pixels = new int[(int) box.pixels()];
        Arrays.setAll(pixels, argb);
        return new Layer(box, pixels, BlendMode.NORMAL);
    }

    /** The mark's pixel at a place, 0 where it has none. */
    static int mark(Overlay overlay, int x, int y) {
        int[] argb = new int[1];
        overlay.read(new Box(x, y, 1, 1), argb);
        return argb[0];
    }

    /** What a row of opaque samples should become, by the rule for eight bits. */
    static int[] expected(int[] samples, int bands, Overlay overlay) {
        int[] expected = samples.clone();
        for (int i = 0; i < samples.length; i++) {
            int mark = mark(overlay, i / bands % WIDTH, i / bands / WIDTH);
            int above = bands == 1 ? mark & 255 : mark >> (8 * (2 - i % bands)) & 255;
            expected[i] = Blending.over(samples[i], above, mark >>> 24);
        }
        return expected;
    }

    static Composed marked(byte[] file, Overlay... overlays) {
        return marked(file, MetadataPolicy.USUAL, overlays);
    }

    static Composed marked(byte[] file, MetadataPolicy policy, Overlay... overlays) {
        return Picture.open(file, Reading.USUAL).marked(page -> List.of(overlays), policy);
    }
}

package ai.vivace.watermark.invisible;

import ai.vivace.base.Rng;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * What happens to a picture on its way. Pixels come out rounded, as from a file.
 *
 * @param name for the table
 * @param search what the detector needs for it
 */
record Attack(String name, Search search, UnaryOperator<LumaPlane> change) {
    /** All that the table of the guide has, in its order. */
    static final List<Attack> ALL = List.of(
            whole("saved as PNG", picture -> picture),
            whole("JPEG, quality 90", picture -> jpeg(picture, 0.9f)),
            whole("JPEG, quality 70", picture -> jpeg(picture, 0.7f)),
            whole("JPEG, quality 50", picture -> jpeg(picture, 0.5f)),
            whole("JPEG, quality 30", picture -> jpeg(picture, 0.3f)),
            whole("resized to 75 %", picture -> resized(picture, 0.75)),
            whole("resized to 50 %", picture -> resized(picture, 0.5)),
            whole("resized to 50 %, then JPEG, quality 70", picture -> jpeg(resized(picture, 0.5), 0.7f)),
            whole("rescaled to 61 % as on screens, then JPEG, quality 80", picture -> jpeg(drawn(picture, 0.61), 0.8f)),
            whole("rescaled to 130 % as on screens, then JPEG, quality 80", picture -> jpeg(drawn(picture, 1.3), 0.8f)),
            whole("brightness +10 %", picture -> mapped(picture, v -> 1.1 * v)),
            whole("brightness −30 %", picture -> mapped(picture, v -> 0.7 * v)),
            whole("contrast +20 %", picture -> mapped(picture, v -> 128 + 1.2 * (v - 128))),
            whole("gamma 0.7", picture -> mapped(picture, v -> 255 * Math.pow(v / 255, 0.7))),
            whole("noise, σ = 5", picture -> noisy(picture, 5)),
            whole("noise, σ = 15", picture -> noisy(picture, 15)),
            whole("mirrored", Attack::mirrored),
            whole("turned by a quarter", Attack::turned),
            part("cropped to 80 % of the area", picture -> cropped(picture, 0.8, 0.3)),
            part("cropped to 50 %", picture -> cropped(picture, 0.5, 0.6)),
            part("cropped to 50 %, then JPEG, quality 70", picture -> jpeg(cropped(picture, 0.5, 0.5), 0.7f)),
            part(
                    "cropped to 50 %, resized to 60 %, then JPEG, quality 80",
                    picture -> jpeg(resized(cropped(picture, 0.5, 0.4), 0.6), 0.8f)),
            part("cropped to 35 %", picture -> cropped(picture, 0.35, 0.7)),
            part("in a grey frame, 30 % wider and higher", picture -> framed(picture, 1.3)),
            part(
                    "width alone resized to 80 %",
                    picture -> resized(picture, (int) (0.8 * picture.width()), picture.height())));

    private static Attack whole(String name, UnaryOperator<LumaPlane> change) {
        return new Attack(name, Search.WHOLE, change);
    }

    private static Attack part(String name, UnaryOperator<LumaPlane> change) {
        return new Attack(name, Search.PARTS, change);
    }

    LumaPlane apply(LumaPlane picture) {
        return rounded(change.apply(picture));
    }

    static LumaPlane rounded(LumaPlane picture) {
        return mapped(picture, v -> v);
    }

    static LumaPlane mapped(LumaPlane picture, DoubleUnaryOperator function) {
        float[] samples = new float[picture.samples().length];
        for (int i = 0; i < samples.length; i++) {
            double value = function.applyAsDouble(picture.samples()[i]);
            samples[i] = Math.round(Math.max(0, Math.min(255, value)));
        }
        return new LumaPlane(picture.width(), picture.height(), samples);
    }

    private static LumaPlane noisy(LumaPlane picture, double deviation) {
        Rng rng = Rng.of(1).split("noise");
        return mapped(picture, v -> v + deviation * rng.nextGaussian());
    }

    static LumaPlane resized(LumaPlane picture, double factor) {
        return resized(
                picture, (int) Math.round(factor * picture.width()), (int) Math.round(factor * picture.height()));
    }

    /** As good programs do it. */
    static LumaPlane resized(LumaPlane picture, int width, int height) {
        return rounded(Resampling.scaled(
                picture, width, height, (double) width / picture.width(), (double) height / picture.height()));
    }

    /** As screens do it: linear, without a filter against aliases. */
    private static LumaPlane drawn(LumaPlane picture, double factor) {
        BufferedImage image = new BufferedImage(
                (int) (factor * picture.width()), (int) (factor * picture.height()), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image(picture), 0, 0, image.getWidth(), image.getHeight(), null);
        graphics.dispose();
        return plane(image);
    }

    private static LumaPlane mirrored(LumaPlane picture) {
        float[] samples = new float[picture.samples().length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = picture.at(picture.width() - 1 - i % picture.width(), i / picture.width());
        }
        return new LumaPlane(picture.width(), picture.height(), samples);
    }

    private static LumaPlane turned(LumaPlane picture) {
        int across = picture.height();
        int down = picture.width();
        float[] samples = new float[across * down];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = picture.at(i / across, across - 1 - i % across);
        }
        return new LumaPlane(across, down, samples);
    }

    /** A part with the picture's shape; where it lies, 0 at the left and the bottom to 1 at the right and the top. */
    static LumaPlane cropped(LumaPlane picture, double area, double place) {
        int width = (int) (picture.width() * Math.sqrt(area));
        int height = (int) (picture.height() * Math.sqrt(area));
        int left = (int) (place * (picture.width() - width));
        int top = (int) ((1 - place) * (picture.height() - height));
        float[] samples = new float[width * height];
        for (int y = 0; y < height; y++) {
            System.arraycopy(picture.samples(), (top + y) * picture.width() + left, samples, y * width, width);
        }
        return new LumaPlane(width, height, samples);
    }

    private static LumaPlane framed(LumaPlane picture, double factor) {
        int width = (int) (factor * picture.width());
        int height = (int) (factor * picture.height());
        int left = (width - picture.width()) / 2;
        int top = (height - picture.height()) / 3;
        float[] samples = new float[width * height];
        Arrays.fill(samples, 235);
        for (int y = 0; y < picture.height(); y++) {
            System.arraycopy(
                    picture.samples(), y * picture.width(), samples, (top + y) * width + left, picture.width());
        }
        return new LumaPlane(width, height, samples);
    }

    static LumaPlane jpeg(LumaPlane picture, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(quality);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image(picture), null, null), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return read(bytes.toByteArray());
    }

    static LumaPlane read(byte[] file) {
        try {
            return plane(ImageIO.read(new ByteArrayInputStream(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage image(LumaPlane picture) {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) Math.round(picture.samples()[i]);
        }
        return image;
    }

    private static LumaPlane plane(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        float[] samples = new float[width * height];
        int bands = image.getRaster().getNumBands();
        int[] row = new int[width * bands];
        for (int y = 0; y < height; y++) {
            image.getRaster().getPixels(0, y, width, 1, row);
            for (int x = 0; x < width; x++) {
                samples[y * width + x] = bands < 3
                        ? row[x * bands]
                        : 0.299f * row[x * bands] + 0.587f * row[x * bands + 1] + 0.114f * row[x * bands + 2];
            }
        }
        return new LumaPlane(width, height, samples);
    }
}

package ai.vivace.watermark.jpeg;

import ai.vivace.base.Rng;
import ai.vivace.watermark.layer.BlendMode;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Layer;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/** Pictures for tests: smooth ground, edges and some noise, as JPEGs of every kind. */
final class Pictures {
    private Pictures() {}

    /** Pixels of a picture, row by row. */
    static int[] pixels(int width, int height, long seed) {
        Rng rng = Rng.of(seed).split("picture");
        double phase = rng.nextDouble(6);
        int[] argb = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double wave = Math.sin(x * 0.05 + phase) + Math.cos(y * 0.037 - phase);
                boolean edge = (x / 23 + y / 31) % 5 == 0;
                int noise = rng.nextInt(13) - 6;
                int red = limited(128 + 50 * wave + noise + (edge ? 60 : 0));
                int green = limited(90 + 100.0 * x / width + noise - (edge ? 50 : 0));
                int blue = limited(200 - 150.0 * y / height + 20 * wave + noise);
                argb[y * width + x] = 0xFF000000 | red << 16 | green << 8 | blue;
            }
        }
        return argb;
    }

    private static int limited(double value) {
        return (int) Math.max(0, Math.min(255, value));
    }

    static JpegEncoder.Rows rows(int[] argb, int width) {
        return (y, row) -> System.arraycopy(argb, y * width, row, 0, width);
    }

    /** A kind of JPEG. */
    enum Kind {
        GREY(JpegColours.GREY, JpegFrame.Process.BASELINE, "1x1", Scans.ONE, 0),
        GREY_WITH_FACTORS(JpegColours.GREY, JpegFrame.Process.BASELINE, "2x2", Scans.ONE, 3),
        GREY_PROGRESSIVE(JpegColours.GREY, JpegFrame.Process.PROGRESSIVE, "1x1", Scans.PROGRESSIVE, 0),
        FULL(JpegColours.YCBCR, JpegFrame.Process.BASELINE, "1x1 1x1 1x1", Scans.ONE, 0),
        HALF(JpegColours.YCBCR, JpegFrame.Process.BASELINE, "2x1 1x1 1x1", Scans.ONE, 0),
        UPRIGHT_HALF(JpegColours.YCBCR, JpegFrame.Process.BASELINE, "1x2 1x1 1x1", Scans.ONE, 0),
        QUARTER(JpegColours.YCBCR, JpegFrame.Process.BASELINE, "2x2 1x1 1x1", Scans.ONE, 0),
        FOUR_ACROSS(JpegColours.YCBCR, JpegFrame.Process.EXTENDED, "4x1 1x1 1x1", Scans.ONE, 0),
        MIXED(JpegColours.YCBCR, JpegFrame.Process.BASELINE, "2x2 2x1 1x2", Scans.ONE, 0),
        RESTARTS(JpegColours.YCBCR, JpegFrame.Process.BASELINE, "2x2 1x1 1x1", Scans.ONE, 3),
        RESTART_EACH(JpegColours.YCBCR, JpegFrame.Process.BASELINE, "1x1 1x1 1x1", Scans.ONE, 1),
        RGB(JpegColours.RGB, JpegFrame.Process.BASELINE, "1x1 1x1 1x1", Scans.ONE, 0),
        SEPARATE(JpegColours.YCBCR, JpegFrame.Process.BASELINE, "2x2 1x1 1x1", Scans.SEPARATE, 0),
        SEPARATE_RESTARTS(JpegColours.YCBCR, JpegFrame.Process.BASELINE, "2x1 1x1 1x1", Scans.SEPARATE, 5),
        PROGRESSIVE(JpegColours.YCBCR, JpegFrame.Process.PROGRESSIVE, "2x2 1x1 1x1", Scans.PROGRESSIVE, 0),
        PROGRESSIVE_RESTARTS(JpegColours.YCBCR, JpegFrame.Process.PROGRESSIVE, "1x1 1x1 1x1", Scans.PROGRESSIVE, 4),
        CMYK(JpegColours.CMYK, JpegFrame.Process.BASELINE, "1x1 1x1 1x1 1x1", Scans.ONE, 0),
        YCCK(JpegColours.YCCK, JpegFrame.Process.BASELINE, "2x2 1x1 1x1 2x2", Scans.ONE, 0),
        YCCK_PROGRESSIVE(JpegColours.YCCK, JpegFrame.Process.PROGRESSIVE, "1x1 1x1 1x1 1x1", Scans.PROGRESSIVE, 0);

        private final JpegColours colours;
        private final JpegFrame.Process process;
        private final String factors;
        private final Scans scans;
        private final int restart;

        Kind(JpegColours colours, JpegFrame.Process process, String factors, Scans scans, int restart) {
            this.colours = colours;
            this.process = process;
            this.factors = factors;
            this.scans = scans;
            this.restart = restart;
        }

        boolean hasInks() {
            return colours == JpegColours.CMYK || colours == JpegColours.YCCK;
        }

        /** Headers for a picture of a size. */
        Skeleton skeleton(int width, int height, int quality) {
            List<JpegComponent> components = new ArrayList<>();
            for (String pair : factors.split(" ")) {
                int c = components.size();
                boolean difference = c == 1 || c == 2;
                int table = difference && colours != JpegColours.RGB && colours != JpegColours.CMYK ? 1 : 0;
                components.add(new JpegComponent(c + 1, pair.charAt(0) - '0', pair.charAt(2) - '0', table));
            }
            return new Skeleton(
                    new JpegFrame(process, width, height, components),
                    colours,
                    List.of(StandardTables.luminance(quality), StandardTables.chrominance(quality)),
                    scans.parts(components.size()),
                    restart);
        }

        /** A picture as a file of this kind. */
        byte[] file(int width, int height, long seed) {
            return file(width, height, pixels(width, height, seed), 90);
        }

        byte[] file(int width, int height, int[] argb, int quality) {
            Skeleton skeleton = skeleton(width, height, quality);
            return (hasInks() ? inked(skeleton, argb) : JpegEncoder.coded(skeleton, rows(argb, width))).write();
        }

        private JpegCoefficients inked(Skeleton skeleton, int[] argb) {
            JpegCoefficients coefficients = JpegCoefficients.blank(skeleton.file());
            PixelColours inks = new PixelColours(colours, true);
            Grid grid = coefficients.grid();
            float[] level = new float[64];
            Arrays.fill(level, 128);
            float[] samples = new float[64];
            float[] pixel = new float[4];
            for (int c = 0; c < grid.components(); c++) {
                BlockCodec codec = new BlockCodec(coefficients.file().quantisation(c));
                int across = grid.highestHorizontal() / grid.horizontal(c);
                int down = grid.highestVertical() / grid.vertical(c);
                for (int block = 0; block < grid.blocksAcross(c) * grid.blocksDown(c); block++) {
                    for (int i = 0; i < 64; i++) {
                        int x = (block % grid.blocksAcross(c) * 8 + i % 8) * across;
                        int y = (block / grid.blocksAcross(c) * 8 + i / 8) * down;
                        int at = Math.min(y, grid.height() - 1) * grid.width() + Math.min(x, grid.width() - 1);
                        inks.store(argb[at], brightest(argb[at]), pixel);
                        samples[i] = pixel[c];
                    }
                    codec.change(coefficients.component(c), block * 64, level, samples, 0, 8);
                }
            }
            return coefficients;
        }

        private static int brightest(int rgb) {
            return Math.max(rgb >> 16 & 0xFF, Math.max(rgb >> 8 & 0xFF, rgb & 0xFF));
        }
    }

    /** Orders of scans. */
    enum Scans {
        ONE,
        SEPARATE,
        PROGRESSIVE;

        List<Skeleton.Part> parts(int components) {
            Integer[] all = IntStream.range(0, components).boxed().toArray(Integer[]::new);
            List<Skeleton.Part> parts = new ArrayList<>();
            switch (this) {
                case ONE -> parts.add(Skeleton.Part.of(all));
                case SEPARATE -> {
                    parts.add(Skeleton.Part.of(0));
                    parts.add(Skeleton.Part.of(1, 2));
                }
                case PROGRESSIVE -> {
                    parts.add(new Skeleton.Part(List.of(all), 0, 0, 0, 1));
                    for (int c = 0; c < components; c++) {
                        parts.add(new Skeleton.Part(List.of(c), 1, 5, 0, 2));
                        parts.add(new Skeleton.Part(List.of(c), 6, 63, 0, 2));
                        parts.add(new Skeleton.Part(List.of(c), 1, 63, 2, 1));
                    }
                    parts.add(new Skeleton.Part(List.of(all), 0, 0, 1, 0));
                    for (int c = 0; c < components; c++) {
                        parts.add(new Skeleton.Part(List.of(c), 1, 63, 1, 0));
                    }
                }
            }
            return parts;
        }
    }

    /** A mark: two bars, one of them translucent, with soft edges, clear between them. */
    static Layer mark(Box bounds, BlendMode mode) {
        int[] argb = new int[bounds.width() * bounds.height()];
        for (int y = 0; y < bounds.height(); y++) {
            for (int x = 0; x < bounds.width(); x++) {
                int bar = x * 5 / bounds.width();
                int alpha = bar == 1 ? 125 : bar == 3 ? Math.min(255, 12 * y) : 0;
                argb[y * bounds.width() + x] = alpha << 24 | (bar == 1 ? 0xFFFFFF : 0xC02010);
            }
        }
        return new Layer(bounds, argb, mode);
    }

    /** What the JDK decodes, without a warning: samples as they are in the file, without any change of colours. */
    static Raster raster(byte[] jpeg) {
        return decode(jpeg, ImageReader::readRaster);
    }

    /** What the JDK decodes, without a warning, as colours. */
    static BufferedImage image(byte[] jpeg) {
        return decode(jpeg, ImageReader::read);
    }

    private static <T> T decode(byte[] jpeg, ReaderCall<T> call) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("jpeg");
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getName().startsWith("com.sun")) {
                try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(jpeg))) {
                    reader.setInput(in);
                    reader.addIIOReadWarningListener((source, warning) -> {
                        throw new IllegalStateException(warning);
                    });
                    return call.read(reader, 0, null);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } finally {
                    reader.dispose();
                }
            }
        }
        throw new IllegalStateException("The JDK has no reader for JPEG.");
    }

    private interface ReaderCall<T> {
        T read(ImageReader reader, int index, @Nullable ImageReadParam param) throws IOException;
    }
}

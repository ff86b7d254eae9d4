package ai.vivace.watermark.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.watermark.jpeg.Pictures.Kind;
import ai.vivace.watermark.layer.BlendMode;
import ai.vivace.watermark.layer.Blending;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Layer;
import ai.vivace.watermark.layer.Overlay;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JpegPatchTest {
    private static final int WIDTH = 141;
    private static final int HEIGHT = 101;
    private static final Box CORNER = new Box(70, 60, 65, 37);

    private static JpegPatch.Patched patched(byte[] file, Overlay... overlays) {
        return JpegPatch.apply(JpegFile.read(file), List.of(overlays));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyCoefficientOfABlockWithoutTheMarkIsWhatItWas(Kind kind) {
        byte[] file = kind.file(WIDTH, HEIGHT, 1);
        Layer mark = Pictures.mark(CORNER, BlendMode.NORMAL);

        JpegPatch.Patched patched = patched(file, mark);

        assertThat(changedBlocks(file, patched.bytes(), mark))
                .isEqualTo(patched.report().changedBlocks());
        assertThat(patched.report().changedBlocks()).isPositive();
        assertThat(patched.report().truncated()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "FULL, BLOCKS",
        "QUARTER, BLOCKS",
        "RESTARTS, BLOCKS",
        "GREY, BLOCKS",
        "SEPARATE, RECODED",
        "PROGRESSIVE, RECODED"
    })
    void oneSequentialScanIsPatchedAndAnythingElseRecoded(Kind kind, PatchReport.Path path) {
        byte[] file = kind.file(WIDTH, HEIGHT, 1);

        assertThat(patched(file, Pictures.mark(CORNER, BlendMode.NORMAL))
                        .report()
                        .path())
                .isEqualTo(path);
    }

    /** How many blocks differ; fails where one does in which the mark is clear. */
    private static int changedBlocks(byte[] before, byte[] after, Overlay mark) {
        JpegCoefficients was = JpegCoefficients.read(JpegFile.read(before));
        JpegCoefficients is = JpegCoefficients.read(JpegFile.read(after));
        assertThat(is.isComplete()).isTrue();
        Grid grid = was.grid();
        int changed = 0;
        for (int c = 0; c < grid.components(); c++) {
            int width = 8 * grid.highestHorizontal() / grid.horizontal(c);
            int height = 8 * grid.highestVertical() / grid.vertical(c);
            for (int block = 0; block < was.blocksAcross(c) * was.blocksDown(c); block++) {
                int at = block * 64;
                if (!Arrays.equals(was.component(c), at, at + 64, is.component(c), at, at + 64)) {
                    int column = block % was.blocksAcross(c);
                    int row = block / was.blocksAcross(c);
                    Box box = new Box(column * width, row * height, width, height);
                    assertThat(mark.isClear(box)).as("component %d, %s", c, box).isFalse();
                    changed++;
                }
            }
        }
        return changed;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anotherDecoderSeesTheSameSamplesAwayFromTheMark(Kind kind) {
        byte[] file = kind.file(WIDTH, HEIGHT, 2);
        byte[] marked = patched(file, Pictures.mark(CORNER, BlendMode.NORMAL)).bytes();

        Raster before = Pictures.raster(file);
        Raster after = Pictures.raster(marked);

        int differences = 0;
        // Decoders interpolate colour across MCUs, of at most 32 pixels, by one sample.
        Box near = new Box(CORNER.x() - 34, CORNER.y() - 18, WIDTH, HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                for (int band = 0; band < before.getNumBands(); band++) {
                    if (before.getSample(x, y, band) != after.getSample(x, y, band)) {
                        differences++;
                        assertThat(near.meets(new Box(x, y, 1, 1)))
                                .as("at %d, %d", x, y)
                                .isTrue();
                    }
                }
            }
        }
        assertThat(differences).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void headersAndWhatFollowsThePictureStay(Kind kind) {
        byte[] picture = kind.file(WIDTH, HEIGHT, 3);
        byte[] file = Arrays.copyOf(picture, picture.length + 1000);
        for (int i = picture.length; i < file.length; i++) {
            file[i] = (byte) i;
        }

        byte[] marked = patched(file, Pictures.mark(CORNER, BlendMode.NORMAL)).bytes();

        JpegFile before = JpegFile.read(file);
        JpegFile after = JpegFile.read(marked);
        assertThat(withoutCodes(after)).isEqualTo(withoutCodes(before));
        assertThat(Arrays.copyOfRange(marked, after.trailer(), marked.length))
                .isEqualTo(Arrays.copyOfRange(file, before.trailer(), file.length));
    }

    private static List<String> withoutCodes(JpegFile file) {
        return file.segments().stream()
                .filter(segment -> segment.marker() != Markers.DHT)
                .map(segment -> segment.name() + Arrays.toString(file.payload(segment)))
                .toList();
    }

    // ---- what is seen

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"GREY", "FULL", "HALF", "UPRIGHT_HALF", "QUARTER", "PROGRESSIVE", "RGB"})
    void insideThePictureIsAsGoodAsComposedAndEncodedWhole(Kind kind) {
        int[] argb = Pictures.pixels(WIDTH, HEIGHT, 4);
        byte[] file = kind.file(WIDTH, HEIGHT, argb, 90);
        Layer mark = Pictures.mark(CORNER, BlendMode.NORMAL);
        int[] composed = composed(pixels(file), mark);

        byte[] marked = patched(file, mark).bytes();
        byte[] whole = kind.file(WIDTH, HEIGHT, composed, 90);

        double ours = noise(pixels(marked), composed, mark);
        double theirs = noise(pixels(whole), composed, mark);
        assertThat(ours).isLessThan(theirs + 0.1);
    }

    @ParameterizedTest
    @EnumSource(BlendMode.class)
    void modesLookAsOnPixels(BlendMode mode) {
        byte[] file = Kind.FULL.file(WIDTH, HEIGHT, Pictures.pixels(WIDTH, HEIGHT, 5), 100);
        Layer mark = Pictures.mark(CORNER, mode);

        byte[] marked = patched(file, mark).bytes();

        assertThat(noise(pixels(marked), composed(pixels(file), mark), mark)).isLessThan(-46);
    }

    @Test
    void overlaysLieOneOnTheOther() {
        byte[] file = Kind.FULL.file(WIDTH, HEIGHT, Pictures.pixels(WIDTH, HEIGHT, 6), 100);
        Layer low = Pictures.mark(CORNER, BlendMode.NORMAL);
        Layer high = Pictures.mark(CORNER.moved(7, -5), BlendMode.MULTIPLY);

        byte[] marked = patched(file, low, high).bytes();

        int[] composed = composed(composed(pixels(file), low), high);
        assertThat(noise(pixels(marked), composed, low)).isLessThan(-46);
    }

    private static int[] pixels(byte[] file) {
        BufferedImage image = Pictures.image(file);
        if (image.getRaster().getNumBands() == 1) {
            // The JDK takes grey for linear.
            int[] grey = image.getRaster().getSamples(0, 0, WIDTH, HEIGHT, 0, (int[]) null);
            return Arrays.stream(grey).map(value -> value * 0x010101).toArray();
        }
        return image.getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH);
    }

    private static int[] composed(int[] below, Layer mark) {
        int[] above = new int[below.length];
        mark.read(Box.of(WIDTH, HEIGHT), above);
        int[] composed = new int[below.length];
        for (int i = 0; i < below.length; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                int under = below[i] >> shift & 0xFF;
                int mixed = mark.mode().mix(under, above[i] >> shift & 0xFF);
                composed[i] |= Blending.over(under, mixed, above[i] >>> 24) << shift;
            }
        }
        return composed;
    }

    /** The mean squared difference where the mark is visible, in decibels of the largest one: the negative PSNR. */
    private static double noise(int[] pixels, int[] ideal, Layer mark) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < pixels.length; i++) {
            if (!mark.isClear(new Box(i % WIDTH, i / WIDTH, 1, 1))) {
                for (int shift = 0; shift <= 16; shift += 8) {
                    int difference = (pixels[i] >> shift & 0xFF) - (ideal[i] >> shift & 0xFF);
                    sum += difference * difference;
                    count++;
                }
            }
        }
        return 10 * Math.log10(sum / count / (255 * 255));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"CMYK", "YCCK", "YCCK_PROGRESSIVE"})
    void ofInksTheBlackOneGivesWayToTheMark(Kind kind) {
        int[] dark = new int[64 * 64];
        Arrays.fill(dark, 0x403020);
        byte[] file = kind.file(64, 64, dark, 95);
        int[] half = new int[64 * 64];
        Arrays.fill(half, 0x80F08040);

        byte[] marked =
                patched(file, new Layer(Box.of(64, 64), half, BlendMode.NORMAL)).bytes();

        PixelColours colours = new PixelColours(JpegFile.read(file).colours(), true);
        Raster before = Pictures.raster(file);
        Raster after = Pictures.raster(marked);
        int shown = colours.rgb(before.getPixel(20, 20, (float[]) null));
        int now = colours.rgb(after.getPixel(20, 20, (float[]) null));
        for (int shift = 0; shift <= 16; shift += 8) {
            assertThat(shown >> shift & 0xFF).isCloseTo(0x403020 >> shift & 0xFF, within(3));
            assertThat(now >> shift & 0xFF)
                    .isCloseTo(Blending.over(shown >> shift & 0xFF, 0xF08040 >> shift & 0xFF, 128), within(3));
        }
        int black = before.getSample(20, 20, 3);
        assertThat(after.getSample(20, 20, 3)).isCloseTo(Blending.over(black, 255, 128), within(2));
    }

    @Test
    void inksWithoutAdobesSegmentAreStoredTheOtherWay() {
        byte[] adobe = Kind.CMYK.file(64, 64, 7);
        JpegFile file = JpegFile.read(adobe);
        JpegSegment segment = file.segments().stream()
                .filter(any -> any.kind() == SegmentKind.ADOBE)
                .findFirst()
                .orElseThrow();
        byte[] plain = new byte[adobe.length - (segment.end() - segment.position())];
        System.arraycopy(adobe, 0, plain, 0, segment.position());
        System.arraycopy(adobe, segment.end(), plain, segment.position(), plain.length - segment.position());
        int[] white = new int[64 * 64];
        Arrays.fill(white, 0xFFFFFFFF);
        Layer mark = new Layer(Box.of(64, 64), white, BlendMode.NORMAL);

        assertThat(Pictures.raster(patched(adobe, mark).bytes()).getPixel(9, 9, (int[]) null))
                .containsExactly(255, 255, 255, 255);
        assertThat(Pictures.raster(patched(plain, mark).bytes()).getPixel(9, 9, (int[]) null))
                .containsExactly(0, 0, 0, 0);
    }

    // ---- ways

    @Test
    void aClearMarkLeavesEveryByte() {
        byte[] file = Kind.QUARTER.file(WIDTH, HEIGHT, 8);
        Layer clear = new Layer(CORNER, new int[CORNER.width() * CORNER.height()], BlendMode.NORMAL);
        Layer outside = Pictures.mark(new Box(500, 500, 50, 50), BlendMode.NORMAL);

        assertThat(patched(file).bytes()).isEqualTo(file);
        assertThat(patched(file, clear).bytes()).isEqualTo(file);
        assertThat(patched(file, outside).bytes()).isEqualTo(file);
        assertThat(patched(file, outside).report().path()).isEqualTo(PatchReport.Path.UNCHANGED);
    }

    @ParameterizedTest
    @CsvSource({"-20, -20", "0, 0", "60, 40", "120, 90", "-60, 95"})
    void aMarkMayLieAnywhere(int x, int y) {
        byte[] file = Kind.QUARTER.file(WIDTH, HEIGHT, 9);
        Layer mark = Pictures.mark(new Box(x, y, 90, 40), BlendMode.NORMAL);

        JpegPatch.Patched patched = patched(file, mark);

        assertThat(changedBlocks(file, patched.bytes(), mark))
                .isEqualTo(patched.report().changedBlocks());
        assertThat(patched.report().changedBlocks()).isPositive();
    }

    @Test
    void aTableThatLacksCodesGetsThem() {
        int[] flat = new int[WIDTH * HEIGHT];
        Arrays.fill(flat, 0x204060);
        byte[] file = Kind.QUARTER.file(WIDTH, HEIGHT, flat, 90);
        Layer mark = Pictures.mark(CORNER, BlendMode.NORMAL);

        JpegPatch.Patched patched = patched(file, mark);

        assertThat(patched.report().path()).isEqualTo(PatchReport.Path.BLOCKS);
        assertThat(changedBlocks(file, patched.bytes(), mark))
                .isEqualTo(patched.report().changedBlocks());
        assertThat(Pictures.image(patched.bytes()).getWidth()).isEqualTo(WIDTH);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"QUARTER", "RESTARTS", "GREY"})
    void aTableWithoutRoomIsMadeAnew(Kind kind) {
        int[] flat = new int[WIDTH * HEIGHT];
        Arrays.fill(flat, 0x204060);
        byte[] file = withFullTables(kind.file(WIDTH, HEIGHT, flat, 90));
        Layer mark = Pictures.mark(CORNER, BlendMode.NORMAL);

        JpegPatch.Patched patched = patched(file, mark);

        assertThat(patched.report().path()).isEqualTo(PatchReport.Path.RECODED);
        assertThat(changedBlocks(file, patched.bytes(), mark))
                .isEqualTo(patched.report().changedBlocks());
        assertThat(Pictures.raster(patched.bytes()).getWidth()).isEqualTo(WIDTH);
    }

    /** The same file with tables for AC coefficients whose codes are all taken, by symbols that never come. */
    private static byte[] withFullTables(byte[] bytes) {
        JpegFile file = JpegFile.read(bytes);
        JpegSegment codes = file.segments().stream()
                .filter(segment -> segment.marker() == Markers.DHT)
                .findFirst()
                .orElseThrow();
        HuffmanTable[] tables = new HuffmanTable[SymbolSink.TABLES];
        for (Scan.Part part : file.scans().get(0).parts()) {
            tables[part.dcSlot()] = part.dcTable();
            tables[SymbolSink.acTable(part.acSlot())] = filled(part.acTable());
        }
        BitWriter out = new BitWriter(bytes.length);
        out.bytes(bytes, 0, codes.position());
        Headers.writeCodes(tables, out);
        out.bytes(bytes, codes.end(), bytes.length);
        return out.toBytes();
    }

    private static HuffmanTable filled(HuffmanTable table) {
        int[] counts = new int[17];
        int[] symbols = new int[table.size() + 16];
        int size = 0;
        int code = 0;
        int unused = 0xB1;
        for (int length = 1; length <= 16; length++) {
            code <<= 1;
            for (int i = 0; i < table.count(length); i++) {
                symbols[size] = table.symbol(size
                        - (int) Arrays.stream(symbols, 0, size)
                                .filter(s -> s >= 0xB1)
                                .count());
                size++;
                counts[length]++;
                code++;
            }
            // Whatever is left but the last code.
            if (size >= table.size()) {
                while (code < (1 << length) - 1) {
                    symbols[size++] = unused++;
                    counts[length]++;
                    code++;
                }
            }
        }
        return new HuffmanTable(counts, Arrays.copyOf(symbols, size));
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"QUARTER", "RESTARTS", "PROGRESSIVE", "SEPARATE"})
    void aTruncatedPictureIsCompletedWithGrey(Kind kind) {
        byte[] whole = kind.file(WIDTH, HEIGHT, 10);
        byte[] file = Arrays.copyOf(whole, whole.length / 2);
        Layer mark = Pictures.mark(CORNER, BlendMode.NORMAL);

        JpegPatch.Patched patched = patched(file, mark);

        assertThat(patched.report().truncated()).isTrue();
        assertThat(JpegCoefficients.read(JpegFile.read(patched.bytes())).isComplete())
                .isTrue();
        assertThat(Pictures.image(patched.bytes()).getHeight()).isEqualTo(HEIGHT);
    }

    @Test
    void theSameGivesTheSameBytes() {
        for (Kind kind : Kind.values()) {
            byte[] file = kind.file(WIDTH, HEIGHT, 11);
            Layer mark = Pictures.mark(CORNER, BlendMode.OVERLAY);
            assertThat(patched(file, mark).bytes())
                    .isEqualTo(patched(file.clone(), mark).bytes());
        }
    }

    @Test
    void factorsThatDoNotDivideEachOtherAreRefused() {
        List<JpegComponent> components =
                List.of(new JpegComponent(1, 3, 1, 0), new JpegComponent(2, 2, 1, 0), new JpegComponent(3, 1, 1, 0));
        Skeleton skeleton = new Skeleton(
                new JpegFrame(JpegFrame.Process.BASELINE, 32, 32, components),
                JpegColours.YCBCR,
                List.of(StandardTables.luminance(90)),
                List.of(Skeleton.Part.of(0, 1, 2)),
                0);
        JpegFile file = JpegFile.read(JpegCoefficients.blank(skeleton.file()).write());

        assertThatThrownBy(() -> JpegPatch.apply(file, List.of()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("3 and 2");
    }
}

package ai.vivace.watermark.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.Blending;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Layer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.IIOImage;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiffPictureTest {
    private static byte[] written(ImageWriteParam param, ImageWriter writer, BufferedImage... pages)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (BufferedImage page : pages) {
                writer.writeToSequence(new IIOImage(page, null, null), param);
            }
            writer.endWriteSequence();
        }
        return out.toByteArray();
    }

    private static byte[] tiff(String compression, BufferedImage... pages) throws IOException {
        ImageWriter writer = TestPictures.writer("tiff");
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        if (!compression.equals("None")) {
            param.setCompressionType(compression);
        } else {
            param.setCompressionMode(ImageWriteParam.MODE_DISABLED);
        }
        return written(param, writer, pages);
    }

    /** The file with other tags on its first page. */
    private static byte[] with(byte[] file, TiffEditor.Value... values) {
        TiffStructure structure = TiffStructure.of(file, "TIFF file");
        Map<Integer, TiffEditor.Value> changes = new TreeMap<>();
        for (TiffEditor.Value value : values) {
            changes.put(value.tag(), value);
        }
        TiffEditor editor = new TiffEditor(file, structure);
        editor.replace(structure.directories().get(0), changes);
        return editor.result();
    }

    private static TiffEditor.Value text(int tag, String text) {
        byte[] bytes = (text + "\0").getBytes(StandardCharsets.US_ASCII);
        return new TiffEditor.Value(tag, TiffTag.ASCII, bytes.length, bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"None", "LZW", "ZLib", "Deflate", "PackBits"})
    void everyLosslessCompressionIsKeptAndComposedByTheRule(String compression) throws IOException {
        BufferedImage before = TestPictures.painted(BufferedImage.TYPE_INT_RGB);
        byte[] file = tiff(compression, before);
        Composed after = TestPictures.marked(file, TestPictures.colourful());
        assertThat(TestPictures.samples(TestPictures.read(after.file(), "tiff")))
                .isEqualTo(TestPictures.expected(TestPictures.samples(before), 3, TestPictures.colourful()));
        assertThat(compression(after.file())).isEqualTo(compression(file));
        assertThat(after.notes()).isEmpty();
    }

    private static long compression(byte[] file) {
        return TiffStructure.of(file, "TIFF file").directories().get(0).number(TiffTag.COMPRESSION, 1);
    }

    @Test
    void tilesAndStripsTheMarkDoesNotTouchStayWhereTheyAre() throws IOException {
        ImageWriter writer = TestPictures.writer("tiff");
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionType("LZW");
        param.setTilingMode(ImageWriteParam.MODE_EXPLICIT);
        param.setTiling(16, 16, 0, 0);
        BufferedImage before = TestPictures.painted(BufferedImage.TYPE_INT_RGB);
        byte[] file = written(param, writer, before);
        Layer mark = TestPictures.layer(new Box(2, 18, 9, 7), i -> 0x80FFFFFF);
        byte[] after = TestPictures.marked(file, mark).file();
        TiffPage old = page(file);
        TiffPage now = page(after);
        assertThat(old.isTiled()).isTrue();
        for (int i = 0; i < old.offsets().length; i++) {
            boolean same = old.offsets()[i] == now.offsets()[i]
                    && old.counts()[i] == now.counts()[i]
                    && Arrays.equals(
                            file,
                            (int) old.offsets()[i],
                            (int) (old.offsets()[i] + old.counts()[i]),
                            after,
                            (int) now.offsets()[i],
                            (int) (now.offsets()[i] + now.counts()[i]));
            // The first tile of the second row is the only one below the mark.
            assertThat(same).as("tile %d", i).isEqualTo(i != 3);
        }
        assertThat(TestPictures.samples(TestPictures.read(after, "tiff")))
                .isEqualTo(TestPictures.expected(TestPictures.samples(before), 3, mark));
    }

    private static TiffPage page(byte[] file) {
        return TiffPage.of(TiffStructure.of(file, "TIFF file").directories().get(0), PixelLimit.USUAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"None", "LZW"})
    void sixteenBitsStay(String compression) throws IOException {
        BufferedImage before = TestPictures.painted(BufferedImage.TYPE_USHORT_GRAY);
        byte[] after = TestPictures.marked(tiff(compression, before), TestPictures.white())
                .file();
        int[] expected = TestPictures.samples(before);
        for (int i = 0; i < expected.length; i++) {
            int alpha = TestPictures.mark(TestPictures.white(), i % TestPictures.WIDTH, i / TestPictures.WIDTH) >>> 24;
            expected[i] = Blending.over16(expected[i], 65_535, alpha);
        }
        assertThat(TestPictures.samples(TestPictures.read(after, "tiff"))).isEqualTo(expected);
    }

    @Test
    void allPagesAreMarkedEachWithLayersOfItsOwn() throws IOException {
        BufferedImage first = TestPictures.painted(BufferedImage.TYPE_INT_RGB);
        BufferedImage second = new BufferedImage(20, 10, BufferedImage.TYPE_BYTE_GRAY);
        byte[] file = tiff("Deflate", first, second, first);
        List<String> asked = new ArrayList<>();
        Composed after = Picture.open(file, Reading.USUAL)
                .marked(
                        page -> {
                            asked.add(page.width() + "x" + page.height());
                            return List.of(TestPictures.layer(new Box(1, 1, 3, 3), i -> 0xFFFFFFFF));
                        },
                        MetadataPolicy.USUAL);
        assertThat(asked).containsExactly("37x29", "20x10", "37x29");
        assertThat(TestPictures.read(after.file(), "tiff", 1).getRaster().getSample(2, 2, 0))
                .isEqualTo(255);
        assertThat(TestPictures.read(after.file(), "tiff", 1).getRaster().getSample(5, 2, 0))
                .isZero();
        assertThat(TestPictures.read(after.file(), "tiff", 2).getRGB(3, 3)).isEqualTo(0xFFFFFFFF);
        assertThat(Picture.open(file, Reading.USUAL).info().frames()).isEqualTo(3);
    }

    @Test
    void greyBecomesRgbUnderColoursOnThePagesThatAreGrey() throws IOException {
        BufferedImage grey = TestPictures.painted(BufferedImage.TYPE_BYTE_GRAY);
        BufferedImage rgb = TestPictures.painted(BufferedImage.TYPE_INT_RGB);
        byte[] after = TestPictures.marked(tiff("LZW", grey, rgb, grey), TestPictures.colourful())
                .file();
        int[] samples = TestPictures.samples(grey);
        int[] thrice = new int[3 * samples.length];
        Arrays.setAll(thrice, i -> samples[i / 3]);
        int[] expected = TestPictures.expected(thrice, 3, TestPictures.colourful());
        assertThat(TestPictures.samples(TestPictures.read(after, "tiff", 0))).isEqualTo(expected);
        assertThat(TestPictures.samples(TestPictures.read(after, "tiff", 2))).isEqualTo(expected);
        assertThat(TestPictures.samples(TestPictures.read(after, "tiff", 1)))
                .isEqualTo(TestPictures.expected(TestPictures.samples(rgb), 3, TestPictures.colourful()));
    }

    @Test
    void aPageThatIsOnlyReadIsWrittenWithDeflateAndANote() throws IOException {
        BufferedImage before = TestPictures.indexed(1, 2, i -> i == 0 ? 0xFF000000 : 0xFFFFFFFF);
        Composed after = TestPictures.marked(tiff("CCITT T.6", before), TestPictures.white());
        assertThat(compression(after.file())).isEqualTo(8);
        assertThat(after.notes()).extracting(Note::text).anyMatch(text -> text.contains("compression 4"));
        int[] samples = new int[TestPictures.WIDTH * TestPictures.HEIGHT];
        Arrays.setAll(
                samples, i -> 255 * before.getRaster().getSample(i % TestPictures.WIDTH, i / TestPictures.WIDTH, 0));
        assertThat(TestPictures.samples(TestPictures.read(after.file(), "tiff")))
                .isEqualTo(TestPictures.expected(samples, 1, TestPictures.white()));
    }

    @Test
    void aListOfColoursStaysOneWhereTheMarkFits() throws IOException {
        BufferedImage before = TestPictures.indexed(8, 5, i -> 0xFF000000 | i * 0x0A3050);
        Composed after = TestPictures.marked(tiff("LZW", before), TestPictures.white());
        assertThat(after.notes()).isEmpty();
        assertThat(Picture.open(after.file(), Reading.USUAL).info().colours()).isEqualTo(ColourModel.PALETTE);
        assertThat(TestPictures.samples(TestPictures.read(after.file(), "tiff")))
                .isEqualTo(TestPictures.expected(TestPictures.samples(before), 3, TestPictures.white()));
    }

    @Test
    void aListOfColoursIsGivenUpWhereTheMarkDoesNotFit() throws IOException {
        BufferedImage before = TestPictures.indexed(8, 256, i -> 0xFF000000 | i * 0x010203);
        Composed after = TestPictures.marked(tiff("LZW", before), TestPictures.colourful());
        assertThat(TestPictures.samples(TestPictures.read(after.file(), "tiff")))
                .isEqualTo(TestPictures.expected(TestPictures.samples(before), 3, TestPictures.colourful()));
    }

    @Test
    void predictionIsTakenOffAndPutOnAgain() throws IOException {
        for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_USHORT_GRAY}) {
            BufferedImage before = TestPictures.painted(type);
            byte[] file = tiff("None", before);
            int bytes = type == BufferedImage.TYPE_INT_RGB ? 1 : 2;
            int channels = type == BufferedImage.TYPE_INT_RGB ? 3 : 1;
            byte[] predicted = predicted(file, bytes, channels);
            Composed after = TestPictures.marked(predicted, TestPictures.white());
            Composed plain = TestPictures.marked(file, TestPictures.white());
            int[] own = new int[TestPictures.WIDTH * TestPictures.HEIGHT];
            int[] other = new int[own.length];
            Picture.open(after.file(), Reading.USUAL).read(Box.of(TestPictures.WIDTH, TestPictures.HEIGHT), own);
            Picture.open(plain.file(), Reading.USUAL).read(Box.of(TestPictures.WIDTH, TestPictures.HEIGHT), other);
            assertThat(own).isEqualTo(other);
        }
    }

    /** Differences to the left neighbour in all strips, by hand. */
    private static byte[] predicted(byte[] file, int bytes, int channels) {
        byte[] result = with(
                file,
                new TiffEditor.Value(
                        TiffTag.PREDICTOR, TiffTag.SHORT, 1, file[0] == 'I' ? new byte[] {2, 0} : new byte[] {0, 2}));
        TiffPage page = page(file);
        int row = TestPictures.WIDTH * channels * bytes;
        for (int strip = 0; strip < page.offsets().length; strip++) {
            int at = (int) page.offsets()[strip];
            for (int from = at; from < at + page.counts()[strip]; from += row) {
                for (int i = from + row - bytes; i >= from + channels * bytes; i -= bytes) {
                    int difference = value(result, i, bytes) - value(result, i - channels * bytes, bytes);
                    for (int b = 0; b < bytes; b++) {
                        int shift = file[0] == 'I' ? 8 * b : 8 * (bytes - 1 - b);
                        result[i + b] = (byte) (difference >> shift);
                    }
                }
            }
        }
        return result;
    }

    private static int value(byte[] file, int at, int bytes) {
        if (bytes == 1) {
            return file[at] & 255;
        }
        return file[0] == 'I'
                ? (file[at + 1] & 255) << 8 | (file[at] & 255)
                : (file[at] & 255) << 8 | (file[at + 1] & 255);
    }

    @Test
    void tagsAreKeptByteForByteAlsoThoseNobodyKnows() throws IOException {
        byte[] file = with(
                tiff("LZW", TestPictures.painted(BufferedImage.TYPE_INT_RGB)),
                text(TiffTag.SOFTWARE, "a program"),
                text(61_234, "something private and long enough to lie apart"),
                new TiffEditor.Value(TiffTag.IPTC, TiffTag.UNDEFINED, 5, new byte[] {1, 2, 3, 4, 5}));
        byte[] after = TestPictures.marked(file, TestPictures.white()).file();
        TiffDirectory old = page(file).directory();
        TiffDirectory now = page(after).directory();
        for (TiffEntry entry : old.entries()) {
            if (entry.tag() != TiffTag.STRIP_OFFSETS && entry.tag() != TiffTag.STRIP_BYTE_COUNTS) {
                assertThat(now.bytes(now.entry(entry.tag()).orElseThrow())).isEqualTo(old.bytes(entry));
            }
        }
    }

    @Test
    void creditsAreTagsAndXmpOfTheFirstPage() throws IOException {
        BufferedImage page = TestPictures.painted(BufferedImage.TYPE_INT_RGB);
        byte[] after = TestPictures.marked(
                        tiff("LZW", page, page),
                        MetadataPolicy.USUAL.author("Zoë").copyright("© Zoë"),
                        TestPictures.white())
                .file();
        PictureInfo info = Picture.open(after, Reading.USUAL).info();
        assertThat(info.exifValues()).containsEntry("Artist", "Zoë").containsEntry("Copyright", "© Zoë");
        assertThat(new String(info.attachments().xmp().orElseThrow(), StandardCharsets.UTF_8))
                .contains("© Zoë");
        assertThat(TestPictures.read(after, "tiff", 1).getWidth()).isEqualTo(TestPictures.WIDTH);
    }

    @Test
    void whatIsStrippedIsGoneFromTheFile() throws IOException {
        byte[] file = with(
                tiff("LZW", TestPictures.painted(BufferedImage.TYPE_INT_RGB)),
                text(TiffTag.ARTIST, "somebody secret"),
                text(61_234, "a private matter"));
        byte[] after = TestPictures.marked(
                        file, MetadataPolicy.USUAL.keep(MetadataPolicy.Keep.LOOK), TestPictures.white())
                .file();
        assertThat(new String(after, StandardCharsets.ISO_8859_1)).doesNotContain("secret", "private");
        assertThat(TestPictures.read(after, "tiff").getWidth()).isEqualTo(TestPictures.WIDTH);
    }

    @Test
    void stripsThatShareBytesAreNotOverwritten() throws IOException {
        BufferedImage plain = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        byte[] file = tiff("None", plain, plain);
        List<TiffDirectory> pages = TiffStructure.of(file, "TIFF file").directories();
        TiffEditor editor = new TiffEditor(file, TiffStructure.of(file, "TIFF file"));
        long first = pages.get(0).number(TiffTag.STRIP_OFFSETS, 0);
        editor.replace(
                pages.get(1),
                Map.of(TiffTag.STRIP_OFFSETS, editor.numbers(TiffTag.STRIP_OFFSETS, TiffTag.LONG, first)));
        byte[] shared = editor.result();
        Layer mark = TestPictures.layer(Box.of(2, 2), i -> 0x80FFFFFF);
        byte[] after = TestPictures.marked(shared, mark).file();
        assertThat(TestPictures.read(after, "tiff", 0).getRaster().getSample(0, 0, 0))
                .isEqualTo(128);
        assertThat(TestPictures.read(after, "tiff", 1).getRaster().getSample(0, 0, 0))
                .isEqualTo(128);
    }

    @Test
    void rawPhotosAreRefused() throws IOException {
        byte[] file = with(
                tiff("None", TestPictures.painted(BufferedImage.TYPE_INT_RGB)),
                new TiffEditor.Value(50_706, TiffTag.BYTE, 4, new byte[] {1, 4, 0, 0}));
        assertThatThrownBy(() -> Picture.open(file, Reading.USUAL))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("raw photo");
    }
}

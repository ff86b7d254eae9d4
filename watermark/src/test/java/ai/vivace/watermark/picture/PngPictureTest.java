package ai.vivace.watermark.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.Blending;
import ai.vivace.watermark.layer.Layer;
import ai.vivace.watermark.layer.Orientation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngPictureTest {
    /** A PNG file with further pieces behind its header. */
    static byte[] with(byte[] file, PngChunk... chunks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, 33);
        for (PngChunk chunk : chunks) {
            chunk.writeTo(out);
        }
        out.write(file, 33, file.length - 33);
        return out.toByteArray();
    }

    static List<PngChunk> chunks(byte[] file) {
        return PngFile.read(file, Reading.USUAL, new Notes()).chunks();
    }

    private static byte[] bytes(byte[] file, String type) {
        return chunks(file).stream()
                .filter(chunk -> chunk.type().equals(type))
                .findFirst()
                .orElseThrow()
                .bytes();
    }

    @Test
    void rgbIsComposedByTheRuleAndOtherPixelsStay() {
        BufferedImage before = TestPictures.painted(BufferedImage.TYPE_3BYTE_BGR);
        Layer mark = TestPictures.colourful();
        Composed composed = TestPictures.marked(TestPictures.written(before, "png"), mark);
        BufferedImage after = TestPictures.read(composed.file(), "png");
        assertThat(after.getType()).isEqualTo(BufferedImage.TYPE_3BYTE_BGR);
        assertThat(TestPictures.samples(after)).isEqualTo(TestPictures.expected(TestPictures.samples(before), 3, mark));
        assertThat(composed.notes()).isEmpty();
        assertThat(composed.route()).isEqualTo(Composed.Route.PIXELS);
    }

    @Test
    void greyStaysGreyUnderAGreyMark() {
        BufferedImage before = TestPictures.painted(BufferedImage.TYPE_BYTE_GRAY);
        Layer mark = TestPictures.white();
        BufferedImage after = TestPictures.read(
                TestPictures.marked(TestPictures.written(before, "png"), mark).file(), "png");
        assertThat(after.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
        assertThat(TestPictures.samples(after)).isEqualTo(TestPictures.expected(TestPictures.samples(before), 1, mark));
    }

    @Test
    void greyBecomesRgbUnderColoursWhichIsNoted() {
        BufferedImage before = TestPictures.painted(BufferedImage.TYPE_BYTE_GRAY);
        Layer mark = TestPictures.colourful();
        Composed composed = TestPictures.marked(TestPictures.written(before, "png"), mark);
        int[] grey = TestPictures.samples(before);
        int[] rgb = new int[3 * grey.length];
        Arrays.setAll(rgb, i -> grey[i / 3]);
        assertThat(TestPictures.samples(TestPictures.read(composed.file(), "png")))
                .isEqualTo(TestPictures.expected(rgb, 3, mark));
        assertThat(composed.notes()).extracting(Note::text).anyMatch(text -> text.contains("was grey"));
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_USHORT_GRAY})
    void sixteenBitsStay(int type) {
        BufferedImage before = TestPictures.painted(type);
        Layer mark = TestPictures.white();
        BufferedImage after = TestPictures.read(
                TestPictures.marked(TestPictures.written(before, "png"), mark).file(), "png");
        assertThat(after.getType()).isEqualTo(type);
        int[] samples = TestPictures.samples(before);
        for (int i = 0; i < samples.length; i++) {
            int alpha = TestPictures.mark(mark, i % TestPictures.WIDTH, i / TestPictures.WIDTH) >>> 24;
            samples[i] = Blending.over16(samples[i], 65_535, alpha);
        }
        assertThat(TestPictures.samples(after)).isEqualTo(samples);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void sixteenBitsOfColoursStay(int channels) {
        BufferedImage before = TestPictures.wide(channels);
        Layer mark = TestPictures.colourful();
        int[] after = TestPictures.samples(TestPictures.read(
                TestPictures.marked(TestPictures.written(before, "png"), mark).file(), "png"));
        int[] samples = TestPictures.samples(before);
        for (int i = 0; i < samples.length; i++) {
            int argb = TestPictures.mark(mark, i / channels % TestPictures.WIDTH, i / channels / TestPictures.WIDTH);
            if (argb >>> 24 == 0) {
                assertThat(after[i]).isEqualTo(samples[i]);
            } else if (channels == 3) {
                int above = 257 * (argb >> (8 * (2 - i % 3)) & 255);
                assertThat(after[i]).isEqualTo(Blending.over16(samples[i], above, argb >>> 24));
            } else if (i % 4 == 3) {
                double alpha = (argb >>> 24) / 255.0;
                assertThat(after[i])
                        .isCloseTo((int) Math.round(65_535 * alpha + samples[i] * (1 - alpha)), Offset.offset(1));
            }
        }
    }

    @Test
    void alphaStaysWhereTheMarkIsClear() {
        BufferedImage before = TestPictures.painted(BufferedImage.TYPE_4BYTE_ABGR);
        Layer mark = TestPictures.white();
        int[] after = TestPictures.samples(TestPictures.read(
                TestPictures.marked(TestPictures.written(before, "png"), mark).file(), "png"));
        int[] samples = TestPictures.samples(before);
        for (int i = 0; i < samples.length; i++) {
            if (TestPictures.mark(mark, i / 4 % TestPictures.WIDTH, i / 4 / TestPictures.WIDTH) == 0) {
                assertThat(after[i]).isEqualTo(samples[i]);
            }
        }
        assertThat(after).isNotEqualTo(samples);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void aListOfColoursStaysOneWhereTheMarkFits(int bits) {
        BufferedImage before = TestPictures.indexed(bits, 3, i -> 0xFF000000 | i * 0x0A3050);
        byte[] file = TestPictures.written(before, "png");
        Composed composed = TestPictures.marked(file, TestPictures.white());
        PngHeader header =
                PngFile.read(composed.file(), Reading.USUAL, new Notes()).header();
        assertThat(header.type()).isEqualTo(PngHeader.PALETTE);
        assertThat(TestPictures.samples(TestPictures.read(composed.file(), "png")))
                .isEqualTo(TestPictures.expected(TestPictures.samples(before), 3, TestPictures.white()));
        assertThat(composed.notes()).isEmpty();
    }

    @Test
    void aListOfColoursIsGivenUpWhereTheMarkDoesNotFit() {
        BufferedImage before = TestPictures.indexed(8, 256, i -> 0xFF000000 | i * 0x010203);
        Composed composed = TestPictures.marked(TestPictures.written(before, "png"), TestPictures.colourful());
        assertThat(TestPictures.samples(TestPictures.read(composed.file(), "png")))
                .isEqualTo(TestPictures.expected(TestPictures.samples(before), 3, TestPictures.colourful()));
        assertThat(composed.notes()).extracting(Note::text).anyMatch(text -> text.contains("list of 256"));
    }

    @Test
    void aColourThatStandsForClearBecomesAlpha() {
        BufferedImage before = TestPictures.painted(BufferedImage.TYPE_3BYTE_BGR);
        int[] key = before.getRaster().getPixel(0, 0, (int[]) null);
        byte[] clear = {0, (byte) key[0], 0, (byte) key[1], 0, (byte) key[2]};
        byte[] file = with(TestPictures.written(before, "png"), PngChunk.of("tRNS", clear));
        BufferedImage after = TestPictures.read(
                TestPictures.marked(file, TestPictures.white()).file(), "png");
        assertThat(after.getColorModel().hasAlpha()).isTrue();
        assertThat(after.getRGB(0, 0) >>> 24).isZero();
        assertThat(after.getRGB(1, 0)).isEqualTo(before.getRGB(1, 0));
    }

    @Test
    void interlacedFilesAreRead() {
        BufferedImage before = TestPictures.painted(BufferedImage.TYPE_3BYTE_BGR);
        byte[] file = TestPictures.progressive(before, "png");
        assertThat(PngFile.read(file, Reading.USUAL, new Notes()).header().interlaced())
                .isTrue();
        Composed composed = TestPictures.marked(file, TestPictures.colourful());
        assertThat(TestPictures.samples(TestPictures.read(composed.file(), "png")))
                .isEqualTo(TestPictures.expected(TestPictures.samples(before), 3, TestPictures.colourful()));
        assertThat(composed.notes()).extracting(Note::text).anyMatch(text -> text.contains("interlaced"));
    }

    @Test
    void everyPieceThatIsNotPixelsIsKeptByteForByteAndInOrder() {
        byte[] file = with(
                TestPictures.written(TestPictures.painted(BufferedImage.TYPE_3BYTE_BGR), "png"),
                PngChunk.of("gAMA", new byte[] {0, 0, (byte) 0xB1, (byte) 0x8F}),
                PngChunk.of("pHYs", new byte[] {0, 0, 11, 19, 0, 0, 11, 19, 1}),
                PngChunk.of("tEXt", "Comment\0hello".getBytes(StandardCharsets.ISO_8859_1)),
                PngChunk.of("zTXt", new byte[] {'a', 0, 0, 1, 2, 3}),
                PngChunk.of("tIME", new byte[] {7, (byte) 0xE4, 1, 2, 3, 4, 5}),
                PngChunk.of("eXIf", ExifBlock.of(Orientation.TURNED_90)),
                PngChunk.of("prVt", new byte[] {1, 2, 3}));
        Composed composed = TestPictures.marked(file, TestPictures.white());
        List<PngChunk> before = chunks(file);
        List<PngChunk> after = chunks(composed.file());
        assertThat(after)
                .extracting(PngChunk::type)
                .isEqualTo(before.stream().map(PngChunk::type).toList());
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).type().equals("IDAT")) {
                assertThat(after.get(i).bytes()).isEqualTo(before.get(i).bytes());
            }
        }
        assertThat(Picture.open(file, Reading.USUAL).orientation()).isEqualTo(Orientation.TURNED_90);
    }

    @Test
    void aPieceThatDoesNotHoldForOtherPixelsIsLeftOutWithANote() {
        byte[] file = with(
                TestPictures.written(TestPictures.painted(BufferedImage.TYPE_3BYTE_BGR), "png"),
                PngChunk.of("iDOT", new byte[28]));
        Composed composed = TestPictures.marked(file, TestPictures.white());
        assertThat(chunks(composed.file())).extracting(PngChunk::type).doesNotContain("iDOT");
        assertThat(composed.notes()).extracting(Note::text).anyMatch(text -> text.contains("iDOT"));
    }

    @Test
    void aManifestOfC2paIsKeptWithAWarning() {
        byte[] file = with(
                TestPictures.written(TestPictures.painted(BufferedImage.TYPE_3BYTE_BGR), "png"),
                PngChunk.of("caBX", new byte[] {1, 2, 3}));
        Composed composed = TestPictures.marked(file, TestPictures.white());
        assertThat(bytes(composed.file(), "caBX")).containsExactly(1, 2, 3);
        assertThat(composed.notes()).anyMatch(note -> note.weight() == Note.Weight.WARNING);
    }

    @Test
    void significantBitsAndBackgroundFollowANewColourType() {
        byte[] file = with(
                TestPictures.written(TestPictures.painted(BufferedImage.TYPE_BYTE_GRAY), "png"),
                PngChunk.of("sBIT", new byte[] {5}),
                PngChunk.of("bKGD", new byte[] {0, 77}));
        byte[] after = TestPictures.marked(file, TestPictures.colourful()).file();
        assertThat(bytes(after, "sBIT")).containsExactly(5, 5, 5);
        assertThat(bytes(after, "bKGD")).containsExactly(0, 77, 0, 77, 0, 77);
    }

    @Test
    void creditsAreEnteredAsTextAndXmpAndOldOnesReplaced() {
        byte[] file = with(
                TestPictures.written(TestPictures.painted(BufferedImage.TYPE_3BYTE_BGR), "png"),
                PngMetadata.text("Author", "somebody else"),
                PngMetadata.text("Title", "Sunset"));
        MetadataPolicy policy = MetadataPolicy.USUAL.author("Zoë Ω").copyright("© Zoë");
        byte[] after = TestPictures.marked(file, policy, TestPictures.white()).file();
        List<String> keywords = chunks(after).stream()
                .filter(chunk -> chunk.type().endsWith("Xt"))
                .map(PngMetadata::keyword)
                .toList();
        assertThat(keywords).containsExactlyInAnyOrder("Author", "Copyright", "Title", PngMetadata.XMP);
        String xmp = new String(
                Picture.open(after, Reading.USUAL).info().attachments().xmp().orElseThrow(), StandardCharsets.UTF_8);
        assertThat(xmp).contains("Zoë Ω", "© Zoë", "dc:rights");
    }

    @Test
    void onlyWhatTheLookDependsOnStaysIfAsked() {
        byte[] file = with(
                TestPictures.written(TestPictures.painted(BufferedImage.TYPE_3BYTE_BGR), "png"),
                PngChunk.of("gAMA", new byte[] {0, 0, (byte) 0xB1, (byte) 0x8F}),
                PngMetadata.text("Author", "somebody"),
                PngChunk.of("eXIf", ExifBlock.of(Orientation.TURNED_90)));
        byte[] after = TestPictures.marked(
                        file, MetadataPolicy.USUAL.keep(MetadataPolicy.Keep.LOOK), TestPictures.white())
                .file();
        assertThat(chunks(after)).extracting(PngChunk::type).containsExactly("IHDR", "gAMA", "eXIf", "IDAT");
        assertThat(Picture.open(after, Reading.USUAL).orientation()).isEqualTo(Orientation.TURNED_90);
    }

    @Test
    void animationsAreRefused() {
        byte[] file = with(
                TestPictures.written(TestPictures.painted(BufferedImage.TYPE_3BYTE_BGR), "png"),
                PngChunk.of("acTL", new byte[8]));
        assertThatThrownBy(() -> Picture.open(file, Reading.USUAL))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("animation");
    }

    @Test
    void theSameInputGivesTheSameBytes() {
        byte[] file = TestPictures.written(TestPictures.painted(BufferedImage.TYPE_3BYTE_BGR), "png");
        assertThat(TestPictures.marked(file, TestPictures.colourful()).file())
                .isEqualTo(TestPictures.marked(file, TestPictures.colourful()).file());
    }

    @Test
    void aPictureCanBeReadAndMarkedMoreThanOnce() {
        byte[] file = TestPictures.written(TestPictures.painted(BufferedImage.TYPE_3BYTE_BGR), "png");
        Picture picture = Picture.open(file, Reading.USUAL);
        int[] before = new int[TestPictures.WIDTH * TestPictures.HEIGHT];
        picture.read(picture.area(), before);
        byte[] first = picture.marked(page -> List.of(TestPictures.white()), MetadataPolicy.USUAL)
                .file();
        int[] after = new int[before.length];
        picture.read(picture.area(), after);
        assertThat(after).isEqualTo(before);
        assertThat(picture.marked(page -> List.of(TestPictures.white()), MetadataPolicy.USUAL)
                        .file())
                .isEqualTo(first);
    }
}

package ai.vivace.watermark.picture;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Layer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GifPictureTest {
    private static final int WIDTH = TestPictures.WIDTH;
    private static final int HEIGHT = TestPictures.HEIGHT;
    private static final int[] COLOURS = {0x000000, 0xFF0000, 0x00FF00, 0x0000FF, 0x888888, 0x123456, 0xABCDEF, 0xFFFF00
    };

    private static byte[] indices(int width, int height, int seed) {
        byte[] indices = new byte[width * height];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = (byte) ((i * 5 + i / width * 3 + seed) % 8);
        }
        return indices;
    }

    /** Four frames: a whole one, then smaller ones with clear places. */
    private static byte[] animation(int disposal) {
        return new GifBytes(WIDTH, HEIGHT, COLOURS)
                .loops(7)
                .comment("kept")
                .control(disposal, 12, 2)
                .frame(0, 0, WIDTH, HEIGHT, 8, indices(WIDTH, HEIGHT, 0))
                .control(disposal, 34, 5)
                .frame(4, 3, 20, 15, 8, indices(20, 15, 1))
                .control(disposal, 5, 1)
                .frame(12, 10, 20, 15, 8, indices(20, 15, 2))
                .control(disposal, 9, -1)
                .frame(30, 20, 5, 5, 8, indices(5, 5, 3))
                .end();
    }

    /** Every frame that a viewer shows must be the mark over what it showed before. */
    private static void assertMarked(byte[] before, byte[] after, Layer mark, int tolerance) throws IOException {
        List<GifViewer.Shown> shown = GifViewer.show(before, WIDTH, HEIGHT);
        List<GifViewer.Shown> marked = GifViewer.show(after, WIDTH, HEIGHT);
        assertThat(marked).hasSameSizeAs(shown);
        for (int f = 0; f < shown.size(); f++) {
            assertThat(marked.get(f).delay()).isEqualTo(shown.get(f).delay());
            assertThat(marked.get(f).disposal()).isEqualTo(shown.get(f).disposal());
            int[] got = marked.get(f).argb();
            int[] expected = composed(shown.get(f).argb(), mark);
            for (int i = 0; i < got.length; i++) {
                int covering = TestPictures.mark(mark, i % WIDTH, i / WIDTH) >>> 24;
                int allowed = covering == 0 ? 0 : tolerance;
                assertThat(distance(got[i], expected[i]))
                        .as("frame %d, pixel %d: %08x for %08x", f, i, got[i], expected[i])
                        .isLessThanOrEqualTo(allowed);
            }
        }
    }

    private static int distance(int first, int second) {
        int most = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            most = Math.max(most, Math.abs((first >> shift & 255) - (second >> shift & 255)));
        }
        return most;
    }

    private static int[] composed(int[] argb, Layer mark) {
        byte[] bytes = new byte[4 * argb.length];
        for (int i = 0; i < argb.length; i++) {
            for (int c = 0; c < 4; c++) {
                bytes[4 * i + c] = (byte) (argb[i] >> (c == 3 ? 24 : 16 - 8 * c));
            }
        }
        ByteSamples samples = ByteSamples.over(Box.of(WIDTH, HEIGHT), Layout.RGBA, bytes);
        samples.compose(mark);
        int[] composed = new int[argb.length];
        samples.read(samples.area(), composed);
        for (int i = 0; i < composed.length; i++) {
            composed[i] = composed[i] >>> 24 >= 128 ? composed[i] | 0xFF000000 : 0;
        }
        return composed;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void everyFrameShowsTheMarkOverWhatItShowedWithTheSameTiming(int disposal) throws IOException {
        byte[] before = animation(disposal);
        Composed after = TestPictures.marked(before, TestPictures.white());
        assertMarked(before, after.file(), TestPictures.white(), 0);
        assertThat(after.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void anOpaqueMarkStandsOnClearPlacesToo(int disposal) throws IOException {
        byte[] before = new GifBytes(WIDTH, HEIGHT, COLOURS)
                .control(disposal, 4, 0)
                .frame(2, 2, 6, 5, 8, indices(6, 5, 0))
                .control(disposal, 4, 0)
                .frame(20, 12, 9, 9, 8, indices(9, 9, 4))
                .control(disposal, 4, 0)
                .frame(0, 0, 3, 3, 8, indices(3, 3, 1))
                .end();
        Layer mark = TestPictures.layer(new Box(5, 4, 20, 12), i -> (i % 3 == 0 ? 100 : 220) << 24 | 0x3060C0);
        assertMarked(before, TestPictures.marked(before, mark).file(), mark, 0);
    }

    @Test
    void manyColoursAreReducedWithoutChangingPixelsOutsideOfTheMark() throws IOException {
        byte[] before = animation(1);
        Layer mark = TestPictures.layer(new Box(3, 2, 30, 24), i -> (60 + i * 7 % 190) << 24 | (i * 60_007 & 0xFFFFFF));
        Composed after = TestPictures.marked(before, mark);
        assertMarked(before, after.file(), mark, 110);
        assertThat(after.notes()).extracting(Note::text).anyMatch(text -> text.contains("reduced"));
    }

    @Test
    void aFrameOfAllColoursGivesUpItsRarestForTheMark() {
        int[] colours = new int[256];
        Arrays.setAll(colours, i -> i * 0x010101);
        byte[] indices = new byte[WIDTH * HEIGHT];
        for (int i = 0; i < indices.length; i++) {
            indices[i] = (byte) i;
        }
        byte[] before = new GifBytes(WIDTH, HEIGHT, colours)
                .frame(0, 0, WIDTH, HEIGHT, 256, indices)
                .end();
        Layer mark = TestPictures.layer(new Box(9, 5, 14, 11), i -> 0xFF000000 | (i % 8) * 0x1F0000);
        Composed after = TestPictures.marked(before, mark);
        assertThat(after.notes()).extracting(Note::text).anyMatch(text -> text.contains("rarest"));
        int[] argb = new int[WIDTH * HEIGHT];
        Picture.open(after.file(), Reading.USUAL).read(Box.of(WIDTH, HEIGHT), argb);
        for (int i = 0; i < argb.length; i++) {
            int wanted = TestPictures.mark(mark, i % WIDTH, i / WIDTH);
            if (wanted == 0) {
                assertThat(distance(argb[i], 0xFF000000 | (i & 255) * 0x010101)).isLessThanOrEqualTo(16);
            } else {
                assertThat(argb[i]).isEqualTo(wanted);
            }
        }
    }

    @Test
    void framesTheMarkDoesNotTouchAndAllOtherPiecesAreKeptByteForByte() {
        byte[] before = animation(1);
        byte[] after = TestPictures.marked(before, TestPictures.white()).file();
        GifFile old = GifFile.read(before, Reading.USUAL, new Notes());
        GifFile now = GifFile.read(after, Reading.USUAL, new Notes());
        assertThat(now.blocks()).hasSameSizeAs(old.blocks());
        List<Boolean> same = new ArrayList<>();
        for (int i = 0; i < old.blocks().size(); i++) {
            same.add(Arrays.equals(
                    before,
                    old.blocks().get(i).at(),
                    old.blocks().get(i).end(),
                    after,
                    now.blocks().get(i).at(),
                    now.blocks().get(i).end()));
        }
        // Loops and comment; control and frame four times, of which the last is outside of the mark.
        assertThat(same).containsExactly(true, true, true, false, true, false, true, false, true, true);
        assertThat(old.start()).isEqualTo(now.start());
    }

    @Test
    void aMarkThatIsClearGivesTheSameFile() {
        byte[] before = animation(2);
        Layer clear = TestPictures.layer(new Box(0, 0, 10, 10), i -> 0);
        assertThat(TestPictures.marked(before, clear).file()).isEqualTo(before);
    }

    @Test
    void interlacedFramesAreRead() {
        byte[] file = TestPictures.progressive(TestPictures.indexed(8, 64, i -> 0xFF000000 | i * 0x030201), "gif");
        int[] argb = new int[WIDTH * HEIGHT];
        Picture.open(file, Reading.USUAL).read(Box.of(WIDTH, HEIGHT), argb);
        assertThat(argb).isEqualTo(TestPictures.read(file, "gif").getRGB(0, 0, WIDTH, HEIGHT, null, 0, WIDTH));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 7, 64, 200, 256})
    void codesAreReadByOthersWhateverTheNumberOfColours(int colours) throws IOException {
        // Long and uneven enough that the table of codes is filled and begun anew.
        int[] list = new int[Integer.highestOneBit(Math.max(2, colours) * 2 - 1)];
        Arrays.setAll(list, i -> i * 0x010203);
        byte[] indices = new byte[200 * 150];
        long state = 1;
        for (int i = 0; i < indices.length; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            indices[i] = (byte) Long.remainderUnsigned(state >>> 33, i < 20_000 ? colours : 2);
        }
        byte[] file = new GifBytes(200, 150, list)
                .frame(0, 0, 200, 150, list.length, indices)
                .end();
        int[] shown = GifViewer.show(file, 200, 150).get(0).argb();
        int[] own = new int[shown.length];
        Picture.open(file, Reading.USUAL).read(Box.of(200, 150), own);
        assertThat(own).isEqualTo(shown);
        for (int i = 0; i < indices.length; i++) {
            shown[i] = shown[i] & 0xFFFFFF;
        }
        int[] expected = new int[shown.length];
        Arrays.setAll(expected, i -> list[indices[i] & 255] & 0xFFFFFF);
        assertThat(shown).isEqualTo(expected);
    }

    @Test
    void creditsAreEnteredAsACommentWithANote() {
        Composed after =
                TestPictures.marked(animation(1), MetadataPolicy.USUAL.copyright("(c) Zoe"), TestPictures.white());
        assertThat(new String(after.file(), StandardCharsets.ISO_8859_1)).contains("Copyright: (c) Zoe\n");
        assertThat(after.notes()).extracting(Note::text).anyMatch(text -> text.contains("comment"));
    }

    @Test
    void commentsGoAndLoopsStayIfOnlyTheLookIsKept() {
        String after = new String(
                TestPictures.marked(
                                animation(1), MetadataPolicy.USUAL.keep(MetadataPolicy.Keep.LOOK), TestPictures.white())
                        .file(),
                StandardCharsets.ISO_8859_1);
        assertThat(after).contains("NETSCAPE2.0").doesNotContain("kept");
    }
}

package ai.vivace.watermark.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Orientation;
import ai.vivace.watermark.layer.Overlay;
import ai.vivace.watermark.mark.Alignment;
import ai.vivace.watermark.mark.Anchor;
import ai.vivace.watermark.mark.Colour;
import ai.vivace.watermark.mark.Fill;
import ai.vivace.watermark.mark.FontStyle;
import ai.vivace.watermark.mark.Length;
import ai.vivace.watermark.mark.Mark;
import ai.vivace.watermark.mark.MissingGlyphs;
import ai.vivace.watermark.mark.Outline;
import ai.vivace.watermark.mark.Oversize;
import ai.vivace.watermark.mark.PlaceholderValues;
import ai.vivace.watermark.mark.Placement;
import ai.vivace.watermark.mark.RandomMarks;
import ai.vivace.watermark.mark.Shadow;
import ai.vivace.watermark.mark.TextMark;
import ai.vivace.watermark.mark.Watermark;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MarkRendererTest {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;

    private final MarkRenderer renderer = new MarkRenderer();
    private final SamplePicture black = SamplePicture.of(WIDTH, HEIGHT, 0);

    private static TextMark.Builder plain(String text) {
        return TextMark.of(text).noShadow().opacity(1);
    }

    private Overlay draw(PictureView view, Mark mark) {
        List<Overlay> overlays = renderer.render(Watermark.of(mark), view).overlays();
        assertThat(overlays).hasSize(1);
        return overlays.get(0);
    }

    private Box visible(TextMark.Builder mark) {
        return SamplePicture.visible(draw(black, mark.build()), black.box());
    }

    @ParameterizedTest
    @EnumSource(Anchor.class)
    void aMarkKeepsItsMarginsAtEachAnchor(Anchor anchor) {
        for (double rotation : new double[] {0, 33, 90}) {
            Box box = visible(plain("Sample")
                    .placement(Placement.anchored(anchor)
                            .margin(Length.pixels(20), Length.pixels(9))
                            .rotation(rotation)));
            double left = anchor.across() == 0.5 ? (WIDTH - box.width()) / 2.0 : 20;
            double top = anchor.down() == 0.5 ? (HEIGHT - box.height()) / 2.0 : 9;
            double x = anchor.across() == 1 ? WIDTH - 20 - box.width() : left;
            double y = anchor.down() == 1 ? HEIGHT - 9 - box.height() : top;
            // A pixel that an edge only touches may be invisible.
            assertThat((double) box.x()).isCloseTo(x, within(1.0));
            assertThat((double) box.y()).isCloseTo(y, within(1.0));
            assertThat(box.x()).isGreaterThanOrEqualTo(anchor.across() == 0.5 ? 0 : 20);
            assertThat(box.right()).isLessThanOrEqualTo(anchor.across() == 0.5 ? WIDTH : WIDTH - 20);
            assertThat(box.bottom()).isLessThanOrEqualTo(anchor.down() == 0.5 ? HEIGHT : HEIGHT - 9);
        }
    }

    @Test
    void offsetsPointsAndSharesMoveAMark() {
        Placement.Anchored corner = Placement.anchored(Anchor.TOP_LEFT).margin(Length.pixels(10));
        Box box = visible(plain("HH").placement(corner));
        Box moved = visible(plain("HH").placement(corner.offset(Length.pixels(7), Length.pixels(-3))));
        assertThat(moved).isEqualTo(box.moved(7, -3));
        assertThat(visible(plain("HH").placement(Placement.at(Length.pixels(17), Length.pixels(7)))))
                .isEqualTo(moved);
        Box pinned = visible(plain("HH")
                .placement(Placement.at(Length.pixels(200), Length.pixels(150)).pin(Anchor.BOTTOM_RIGHT)));
        assertThat(pinned.right()).isEqualTo(200);
        assertThat(pinned.bottom()).isEqualTo(150);
        Box last = visible(plain("HH").placement(Placement.within(1, 1)));
        assertThat(last.right()).isEqualTo(WIDTH);
        assertThat(last.bottom()).isEqualTo(HEIGHT);
    }

    @ParameterizedTest
    @CsvSource({"10px, 7", "5pt, 7", "20%, 44", "10%w, 29", "10%h, 22", "10%d, 36"})
    void lettersHaveTheSizeThatIsAskedFor(String size, int capital) {
        // Capitals of DejaVu Sans are 0.729 of the size high; a point is two pixels at 144 dots per inch.
        Box box = visible(plain("H").size(Length.parse(size)).placement(Placement.anchored(Anchor.CENTRE)));
        assertThat(box.height()).isBetween(capital, capital + 1);
    }

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void aMarkStandsUprightInTheCornerThatIsShownForEachOrientation(Orientation orientation) {
        TextMark mark = TextMark.of("Fg").size(Length.percent(15)).build();
        int[] upright = black.with(List.of(draw(black, mark)));
        Box stored = orientation.shown(black.box());
        SamplePicture turned = SamplePicture.of(stored.width(), stored.height(), orientation, 0);
        int[] pixels = turned.with(List.of(draw(turned, mark)));
        for (int i = 0; i < upright.length; i++) {
            Box shown = new Box(i % WIDTH, i / WIDTH, 1, 1);
            Box there = orientation.stored(shown, stored.width(), stored.height());
            assertThat(pixels[there.y() * stored.width() + there.x()]).isEqualTo(upright[i]);
        }
        assertThat(Arrays.stream(upright).filter(pixel -> pixel != 0).count()).isGreaterThan(300);
    }

    @ParameterizedTest
    @CsvSource({"#ffffff, 1, ffffffff", "#336699, 0.5, 80336699", "#33669980, 1, 80336699", "#000000, 0.25, 40000000"})
    void theInsideOfALetterHasExactlyTheColourAndTheOpacity(String colour, double opacity, String argb) {
        Overlay overlay = draw(
                black,
                plain("I")
                        .fill(Colour.parse(colour))
                        .opacity(opacity)
                        .size(Length.pixels(200))
                        .placement(Placement.anchored(Anchor.CENTRE))
                        .build());
        int[] pixel = new int[1];
        overlay.read(new Box(WIDTH / 2, HEIGHT / 2, 1, 1), pixel);
        assertThat(Integer.toHexString(pixel[0])).isEqualTo(argb);
        int[] all = new int[WIDTH * HEIGHT];
        overlay.read(black.box(), all);
        int rgb = (int) Long.parseLong(argb, 16) & 0xFFFFFF;
        assertThat(Arrays.stream(all).filter(each -> each >>> 24 != 0)).allMatch(each -> (each & 0xFFFFFF) == rgb);
    }

    @Test
    void anOutlineIsOutsideOfTheLettersAndAsWideAsItIsSaid() {
        Placement middle = Placement.anchored(Anchor.CENTRE);
        TextMark.Builder mark =
                plain("I").size(Length.pixels(100)).placement(middle).fill(Colour.parse("#ffffff80"));
        Overlay letters = draw(black, mark.build());
        Overlay lined = draw(
                black,
                mark.outline(new Outline(Length.pixels(5), Fill.of(Colour.parse("#ff0000"))))
                        .build());
        Box inner = SamplePicture.visible(letters, black.box());
        Box outer = SamplePicture.visible(lined, black.box());
        assertThat(outer.width()).isBetween(inner.width() + 9, inner.width() + 11);
        assertThat(outer.height()).isBetween(inner.height() + 9, inner.height() + 11);
        int[] row = new int[WIDTH];
        lined.read(new Box(0, HEIGHT / 2, WIDTH, 1), row);
        assertThat(row[WIDTH / 2]).as("translucent letters are not red inside").isEqualTo(0x80FFFFFF);
        assertThat(IntStream.of(row).filter(each -> each == 0xFFFF0000).count()).isBetween(8L, 10L);
    }

    @Test
    void aShadowLiesWhereItIsSaidAndNotBelowTranslucentLetters() {
        TextMark mark = plain("I")
                .size(Length.pixels(100))
                .fill(Colour.parse("#ffffff80"))
                .shadow(new Shadow(Length.pixels(30), Length.pixels(10), Length.ZERO, Fill.of(Colour.parse("#0000ff"))))
                .placement(Placement.anchored(Anchor.CENTRE))
                .build();
        int[] all = new int[WIDTH * HEIGHT];
        draw(black, mark).read(black.box(), all);
        for (int y = 20; y < HEIGHT; y++) {
            for (int x = 40; x < WIDTH; x++) {
                if (all[(y - 10) * WIDTH + x - 30] == 0x80FFFFFF) {
                    assertThat(all[y * WIDTH + x]).isEqualTo(0xFF0000FF);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, #ffffff", "ffffff, #000000", "a0a0a0, #000000", "505050, #ffffff"})
    void anAutomaticMarkTakesTheColourThatStandsOut(String ground, String colour) {
        SamplePicture picture = SamplePicture.of(WIDTH, HEIGHT, Integer.parseInt(ground, 16));
        Rendering rendering =
                renderer.render(Watermark.of(plain("I").fill(Fill.AUTOMATIC).build()), picture);
        assertThat(rendering.colours()).hasSize(1);
        ChosenColour chosen = rendering.colours().get(0);
        assertThat(chosen.colour()).hasToString(colour);
        assertThat(chosen.mark()).isEqualTo(1);
        assertThat(chosen.spread()).isCloseTo(0, within(1e-6));
        double other = Contrast.ratio(
                Tone.of(new int[] {Integer.parseInt(ground, 16)}).luminance(), colour.equals("#ffffff") ? 1 : 0);
        assertThat(chosen.contrast()).isCloseTo(other, within(0.06)).isGreaterThan(4.5);
    }

    @Test
    void anAutomaticMarkLooksAtWhatIsBelowItOnlyAsThePictureIsShown() {
        // Shown, the lower right corner is white; that is the upper right one of the file.
        SamplePicture stored = SamplePicture.of(300, 400, Orientation.TURNED_90, 0)
                .painted((x, y) -> x > 150 && y < 200 ? 0xFFFFFF : 0);
        Mark mark = plain("I").fill(Fill.AUTOMATIC).build();
        assertThat(renderer.render(Watermark.of(mark), stored).colours().get(0).colour())
                .isEqualTo(Colour.BLACK);
    }

    @Test
    void aMarkOfOneColourNeverLooksAtThePicture() {
        AtomicInteger looks = new AtomicInteger();
        PictureView view = new Delegate(black) {
            @Override
            public Backdrop backdrop() {
                looks.incrementAndGet();
                return super.backdrop();
            }
        };
        renderer.render(
                Watermark.of(TextMark.of("a").outline(Outline.standard()).build()), view);
        assertThat(looks).hasValue(0);
    }

    @Test
    void linesStandAsTheyAreAligned() {
        for (Alignment alignment : new Alignment[] {Alignment.LEFT, Alignment.CENTRE, Alignment.RIGHT}) {
            TextMark mark = plain("HHHHHH\nHH")
                    .alignment(alignment)
                    .placement(Placement.anchored(Anchor.CENTRE))
                    .build();
            Overlay overlay = draw(black, mark);
            Box all = SamplePicture.visible(overlay, black.box());
            Box first = SamplePicture.visible(overlay, new Box(all.x(), all.y(), all.width(), 5));
            Box second = SamplePicture.visible(overlay, new Box(all.x(), all.bottom() - 5, all.width(), 5));
            assertThat(first.width()).isGreaterThan(2 * second.width());
            int left = second.x() - first.x();
            int right = first.right() - second.right();
            switch (alignment) {
                case LEFT -> assertThat(left).isBetween(0, 1);
                case RIGHT -> assertThat(right).isBetween(0, 1);
                default -> assertThat(left - right).isBetween(-1, 1);
            }
        }
        TextMark rightAnchor = plain("HHHHHH\nHH").build();
        TextMark right = rightAnchor.change().alignment(Alignment.RIGHT).build();
        assertThat(black.with(List.of(draw(black, rightAnchor)))).isEqualTo(black.with(List.of(draw(black, right))));
    }

    @Test
    void linesAndLettersAreAsFarApartAsIsSaid() {
        // DejaVu Sans asks for 1.164 of its size.
        Box one = visible(plain("H").size(Length.pixels(50)));
        Box three = visible(plain("H\n\nH").size(Length.pixels(50)).lineSpacing(1.5));
        assertThat(three.height()).isEqualTo(one.height() + 2 * 87);
        Box close = visible(plain("HH").size(Length.pixels(50)));
        Box spaced = visible(plain("HH").size(Length.pixels(50)).letterSpacing(Length.em(0.4)));
        assertThat(spaced.width()).isBetween(close.width() + 19, close.width() + 21);
        Box bold = visible(plain("HH").size(Length.pixels(50)).style(FontStyle.BOLD));
        assertThat(bold.width()).isGreaterThan(close.width());
    }

    @Test
    void placeholdersSayWhatThePictureSays() {
        Rendering filled = renderer.render(
                Watermark.of(plain("{filename} {n:03} {width}x{height} {exif:Artist}")
                        .build()),
                black);
        Rendering written = renderer.render(
                Watermark.of(plain("IMG_0001.jpg 007 400x300 Jane Doe").build()), black);
        assertThat(black.with(filled.overlays())).isEqualTo(black.with(written.overlays()));
        Rendering empty = renderer.render(Watermark.of(plain("{exif:Title}").build()), black);
        assertThat(empty.overlays()).isEmpty();
        assertThat(empty.notes())
                .containsExactly(
                        "The picture has no Exif tag Title; its place is left empty.",
                        "Nothing of mark 1 is on this picture: its text is empty.");
    }

    @Test
    void aMarkThatIsTooLargeIsMadeSmallerAndNoted() {
        Watermark watermark = Watermark.of(plain("A text that is much too long for this picture")
                .size(Length.percent(30))
                .outline(Outline.standard())
                .placement(Placement.anchored(Anchor.CENTRE)
                        .margin(Length.pixels(15))
                        .rotation(25))
                .build());
        Rendering rendering = renderer.render(watermark, black);
        Box box = SamplePicture.visible(rendering.overlays().get(0), black.box());
        assertThat(box.width()).isBetween(WIDTH - 40, WIDTH - 30);
        assertThat(box.intersection(new Box(15, 15, WIDTH - 30, HEIGHT - 30))).isEqualTo(box);
        assertThat(rendering.notes()).hasSize(1);
        assertThat(rendering.notes().get(0))
                .matches("Mark 1 was made smaller, to 20\\.\\d % of its size, to fit on the picture\\.");
        assertThatThrownBy(() -> renderer.render(watermark.oversize(Oversize.REFUSE), black))
                .isInstanceOf(InputException.class)
                .hasMessageMatching("Mark 1 needs \\d+ x \\d+ pixels, but there are 370 x 270 for it\\. .*");
        TextMark.Builder wide =
                plain("a").placement(Placement.anchored(Anchor.TOP).margin(Length.pixels(150)));
        assertThatThrownBy(() -> renderer.render(Watermark.of(wide.build()), black))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("Mark 1 has no room: its margins are as large as the picture");
    }

    @Test
    void theSmallestAndTheNarrowestPicturesAreMarkedOrRefused() {
        for (Box size : List.of(Box.of(1, 1), Box.of(1, 5000), Box.of(5000, 1), Box.of(17, 3))) {
            for (Placement placement :
                    List.of(Placement.anchored(Anchor.CENTRE), Placement.tiled(), Placement.within(0.3, 0.7))) {
                SamplePicture picture = SamplePicture.of(size.width(), size.height(), 0);
                Watermark watermark =
                        Watermark.of(TextMark.of("A\nB").placement(placement).build());
                try {
                    picture.with(renderer.render(watermark, picture).overlays());
                } catch (InputException expected) {
                    assertThat(expected).hasMessageStartingWith("Mark 1 ");
                }
            }
        }
    }

    @Test
    void aMarkOutsideOfThePictureIsNoted() {
        Rendering rendering = renderer.render(
                Watermark.of(plain("a")
                        .placement(Placement.at(Length.pixels(-500), Length.pixels(0)))
                        .build()),
                black);
        assertThat(rendering.overlays()).isEmpty();
        assertThat(rendering.notes()).containsExactly("Nothing of mark 1 is on this picture: its place is outside.");
    }

    @Test
    void pointsNeedAResolution() {
        PictureView view = new Delegate(black) {
            @Override
            public OptionalDouble resolution() {
                return OptionalDouble.empty();
            }
        };
        assertThatThrownBy(() -> renderer.render(
                        Watermark.of(plain("a").size(Length.points(12)).build()), view))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("needs the resolution of the picture");
    }

    @Test
    void lettersTooSmallToReadAreNoted() {
        Rendering rendering =
                renderer.render(Watermark.of(plain("a").size(Length.pixels(4)).build()), black);
        assertThat(rendering.notes())
                .containsExactly(
                        "The letters of mark 1 have a size of 4.0 pixels and can hardly be read on this picture.");
    }

    @Test
    void missingCharactersAreNamedOrDrawnAsBoxes() {
        // Private use: no font of ours has them.
        Watermark watermark = Watermark.of(plain("a\uE9F7b\uE9F6c\uE9F7").build());
        assertThatThrownBy(() -> renderer.render(watermark, black))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "No font here has \uE9F6 (U+E9F6), \uE9F7 (U+E9F7). Give a TTF or OTF font that has them, or let"
                                + " boxes be drawn.");
        Rendering boxes = renderer.render(watermark.missingGlyphs(MissingGlyphs.BOX), black);
        assertThat(boxes.notes())
                .containsExactly("No font here has \uE9F6 (U+E9F6), \uE9F7 (U+E9F7); boxes are drawn instead.");
        assertThat(boxes.overlays()).hasSize(1);
    }

    @Test
    void chineseComesFromAnInstalledFontOrIsRefused() {
        Watermark watermark = Watermark.of(plain("\u00A9 \u6F22\u5B57").build());
        if (new Typefaces().installedWith(0x6F22).isPresent()) {
            assertThat(renderer.render(watermark, black).overlays()).hasSize(1);
        } else {
            assertThatThrownBy(() -> renderer.render(watermark, black))
                    .isInstanceOf(InputException.class)
                    .hasMessageStartingWith(
                            "No font here has \u5B57 (U+5B57), \u6F22 (U+6F22). Give a TTF or OTF font");
        }
    }

    @Test
    void accentsStayWithTheirLetters() {
        Box composed = visible(plain("\u00E9").size(Length.pixels(100)));
        Box combined = visible(plain("e\u0301").size(Length.pixels(100)));
        assertThat(combined.height()).isBetween(composed.height() - 3, composed.height() + 3);
        assertThat(combined.width()).isBetween(composed.width() - 3, composed.width() + 3);
    }

    @Test
    void colouredPicturesAreRefusedWithAdvice() {
        // U+1FAE8 came with Unicode 15, after the shipped font.
        assertThatThrownBy(() ->
                        renderer.render(Watermark.of(plain("a\uD83E\uDEE8").build()), black))
                .isInstanceOf(InputException.class)
                .hasMessageEndingWith("Pictures in colour are no letters: give them as a logo, or leave them out.");
    }

    @Test
    void hebrewIsDrawnFromRightToLeft() {
        // Alef, then two of vav, the narrowest letter: the wide one is at the right.
        Overlay overlay =
                draw(black, plain("\u05D0\u05D5\u05D5").size(Length.pixels(100)).build());
        Box box = SamplePicture.visible(overlay, black.box());
        int[] baseline = new int[box.width()];
        overlay.read(new Box(box.x(), box.bottom() - 3, box.width(), 1), baseline);
        Overlay mirrored =
                draw(black, plain("\u05D5\u05D5\u05D0").size(Length.pixels(100)).build());
        assertThat(SamplePicture.visible(mirrored, black.box()).width()).isEqualTo(box.width());
        assertThat(runs(baseline)).containsExactly("narrow", "narrow", "wide", "wide");
    }

    /** Visible runs of a row, each told to be narrow or in the wide letter at its end. */
    private static List<String> runs(int[] row) {
        List<Integer> starts = IntStream.range(0, row.length)
                .filter(i -> row[i] != 0 && (i == 0 || row[i - 1] == 0))
                .boxed()
                .toList();
        return starts.stream()
                .map(start -> start > row.length * 0.4 ? "wide" : "narrow")
                .toList();
    }

    @Test
    void arabicLettersJoin() {
        // Three of beh are one word without gaps; with a space between they are three.
        assertThat(columnsWithInk("\u0628\u0628\u0628")).isEqualTo(1);
        assertThat(columnsWithInk("\u0628 \u0628 \u0628")).isEqualTo(3);
    }

    private int columnsWithInk(String text) {
        Overlay overlay = draw(black, plain(text).size(Length.pixels(100)).build());
        int runs = 0;
        boolean before = false;
        int[] column = new int[HEIGHT];
        for (int x = 0; x < WIDTH; x++) {
            overlay.read(new Box(x, 0, 1, HEIGHT), column);
            boolean ink = Arrays.stream(column).anyMatch(each -> each != 0);
            runs += ink && !before ? 1 : 0;
            before = ink;
        }
        return runs;
    }

    @Test
    void lettersAreKerned() {
        // Both letters advance by 0.684 of the size; without kerning that is 246 pixels.
        assertThat(visible(plain("AVAVAV").size(Length.pixels(60))).width()).isBetween(222, 232);
    }

    @Test
    void aTextHasTheSameProportionsAtAllSizes() {
        SamplePicture large = SamplePicture.of(4000, 3000, 0);
        TextMark mark = plain("Proportions, of WAVES").size(Length.percent(8)).build();
        Box small = SamplePicture.visible(draw(black, mark), black.box());
        Box tenfold = SamplePicture.visible(draw(large, mark), large.box());
        assertThat(tenfold.width() / 10.0).isCloseTo(small.width(), within(1.2));
        assertThat(tenfold.height() / 10.0).isCloseTo(small.height(), within(1.2));
    }

    @Test
    void aSecondPictureOfTheSizeGetsTheSameOverlay() {
        Mark mark = TextMark.of("{filename}").build();
        assertThat(draw(SamplePicture.of(WIDTH, HEIGHT, 5), mark)).isSameAs(draw(black, mark));
        assertThat(draw(SamplePicture.of(WIDTH, HEIGHT + 1, 5), mark)).isNotSameAs(draw(black, mark));
    }

    @Test
    void threadsGetThePixelsThatOneGets() {
        List<Watermark> marks = IntStream.range(0, 24)
                .mapToObj(i -> RandomMarks.of(3).watermark(i))
                .toList();
        List<Integer> alone = marks.stream().map(this::digest).toList();
        MarkRenderer shared = new MarkRenderer();
        List<Integer> together = IntStream.range(0, 96)
                .parallel()
                .mapToObj(i -> Arrays.hashCode(
                        black.with(shared.render(marks.get(i % 24), black).overlays())))
                .toList();
        for (int i = 0; i < 96; i++) {
            assertThat(together.get(i)).isEqualTo(alone.get(i % 24));
        }
        assertThat(alone.stream().distinct().count()).isEqualTo(24);
    }

    private int digest(Watermark watermark) {
        return Arrays.hashCode(
                black.with(new MarkRenderer().render(watermark, black).overlays()));
    }

    @Test
    void marksOfRandomTextLieOnThePicture() {
        for (int i = 0; i < 50; i++) {
            Rendering rendering = renderer.render(RandomMarks.of(9).watermark(i), SamplePicture.of(160, 213, 0));
            Box box = SamplePicture.visible(rendering.overlays().get(0), new Box(-50, -50, 300, 350));
            assertThat(box.intersection(Box.of(160, 213))).isEqualTo(box);
            assertThat(box.height()).isBetween(10, 20);
        }
    }

    /** A view that is another one but for what a test changes. */
    private abstract static class Delegate implements PictureView {
        private final PictureView view;

        private Delegate(PictureView view) {
            this.view = view;
        }

        @Override
        public int width() {
            return view.width();
        }

        @Override
        public int height() {
            return view.height();
        }

        @Override
        public Orientation orientation() {
            return view.orientation();
        }

        @Override
        public OptionalDouble resolution() {
            return view.resolution();
        }

        @Override
        public PlaceholderValues values() {
            return view.values();
        }

        @Override
        public Backdrop backdrop() {
            return view.backdrop();
        }
    }
}

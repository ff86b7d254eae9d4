package ai.vivace.watermark.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RandomMarksTest {
    private static TextMark mark(RandomMarks marks, long index) {
        return (TextMark) marks.watermark(index).marks().get(0);
    }

    @Test
    void aMarkIsAFunctionOfSeedAndIndex() {
        RandomMarks marks = RandomMarks.of(42);
        Watermark third = marks.watermark(2);
        marks.watermark(0);
        assertThat(marks.watermark(2)).isEqualTo(third);
        assertThat(marks.watermark(1)).isNotEqualTo(third);
        assertThat(RandomMarks.of(43).watermark(2)).isNotEqualTo(third);
    }

    @Test
    void marksHaveAllLengthsFontsAndAlphasOfTheirRangesAndNoOthers() {
        List<FontChoice> fonts = List.of(FontChoice.SHIPPED, FontChoice.parse("Other"), FontChoice.parse("a.ttf"));
        RandomMarks marks = RandomMarks.of(1).fonts(fonts);
        Set<Integer> lengths = new HashSet<>();
        Set<Integer> alphas = new HashSet<>();
        Set<FontChoice> used = new HashSet<>();
        StringBuilder characters = new StringBuilder();
        double meanAcross = 0;
        for (int i = 0; i < 3000; i++) {
            TextMark mark = mark(marks, i);
            characters.append(mark.text());
            lengths.add(mark.text().source().length());
            used.add(mark.font());
            Colour colour = ((Fill.Solid) mark.fill()).colour();
            assertThat(colour.withAlpha(255)).isEqualTo(Colour.WHITE);
            alphas.add(colour.alpha());
            meanAcross += ((Placement.Within) mark.placement()).across() / 3000;
        }
        assertThat(lengths).containsExactlyInAnyOrder(8, 9, 10, 11, 12);
        assertThat(alphas).hasSize(126).allMatch(alpha -> alpha >= 125 && alpha <= 250);
        assertThat(used).containsExactlyInAnyOrderElementsOf(fonts);
        assertThat(characters.chars().distinct().count()).isEqualTo(36);
        assertThat(characters.toString()).matches("[A-Z0-9]+");
        // Within four standard errors of a half.
        assertThat(meanAcross).isBetween(0.479, 0.521);
    }

    @Test
    void aMarkWithoutFontsIsRefused() {
        assertThatThrownBy(() -> RandomMarks.of(1).fonts(List.of())).hasMessageContaining("at least one font");
    }
}

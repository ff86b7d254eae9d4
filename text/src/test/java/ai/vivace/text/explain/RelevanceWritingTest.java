package ai.vivace.text.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.text.model.AttentionMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelevanceWritingTest {
    private static final TextRelevance RELEVANCE = new TextRelevance(
            "a <b>\nbad & one",
            "\"spam\"",
            2,
            0,
            new int[] {0, 2, 6, 10, 12},
            new int[] {1, 5, 9, 11, 15},
            new double[] {0, 2, -1, 0.01, 0.5});

    @Test
    void plainWordsHaveTheirNumbersAndFaintOnesNone() {
        assertThat(RelevanceWriting.PLAIN.write(RELEVANCE)).isEqualTo("a <b>(+2.00)\nbad(-1.00) & one(+0.50)");
    }

    @Test
    void aTerminalShowsTheStrongestFull() {
        String written = RelevanceWriting.ANSI.write(RELEVANCE);

        assertThat(written)
                .contains("\u001b[30;48;2;0;255;0m<b>\u001b[0m")
                .contains("\u001b[30;48;2;255;128;128mbad\u001b[0m")
                .contains("\u001b[30;48;2;255;255;255ma\u001b[0m");
    }

    @Test
    void aPageShowsMarkupOfTheTextAsText() {
        String page = RelevanceWriting.HTML.write(RELEVANCE);

        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("title=\"+2.0000\">&lt;b&gt;</span>")
                .contains("<title>&quot;spam&quot;: 2.000</title>")
                .contains("rgba(220,40,40,0.500)")
                .doesNotContain("<b>")
                .doesNotContain("http");
    }

    @Test
    void aTextOfWhichNothingCountsIsWrittenToo() {
        TextRelevance nothing = new TextRelevance("a b", "x", 0, 0, new int[0], new int[0], new double[0]);

        assertThat(RelevanceWriting.PLAIN.write(nothing)).isEqualTo("a b");
        assertThat(RelevanceWriting.HTML.write(nothing)).contains("rgba(0,160,60,0.000)");
    }

    @Test
    void attentionIsATableOfEachHeadAndTheirMean() {
        AttentionMap map = new AttentionMap(
                "encoder.layer.0", AttentionMap.Kind.SELF, 2, 2, 2, new float[] {1, 0, 0.5f, 0.5f, 0, 1, 0.5f, 0.5f});
        String page = AttentionTable.html(map, 0, List.of("<a>", "b"), List.of("<a>", "b"));

        assertThat(page)
                .contains("mean of the heads")
                .contains("head 1")
                .contains("&lt;a&gt;")
                .contains("title=\"1.0000\"")
                .doesNotContain("<a>");
        assertThat(map.mean(0)[0]).containsExactly(0.5f, 0.5f);
        assertThatThrownBy(() -> AttentionTable.html(map, 0, List.of("a", "b", "c"), List.of("a")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 tokens to 2, but 3 and 1");
    }
}

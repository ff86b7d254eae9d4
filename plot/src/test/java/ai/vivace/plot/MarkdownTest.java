package ai.vivace.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {
    private static final TerminalStyle NARROW = TerminalStyle.unicode().columns(20);

    @Test
    void paragraphsAndListsBecomeElementsAndTextIsEscaped() {
        Markdown text = Markdown.of("One **bold** & `a < b`.\n\n- first\n  goes on\n- second\n\nEnd");

        assertThat(text.html())
                .isEqualTo("<p>One <strong>bold</strong> &amp; <code>a &lt; b</code>.</p>\n"
                        + "<ul>\n<li>first goes on</li>\n<li>second</li>\n</ul>\n<p>End</p>");
    }

    @Test
    void linesWrapAtTheTerminalsWidthAndItemsAreIndented() {
        Markdown text = Markdown.of("twenty characters wide it is\n\n- an item of some length");

        assertThat(text.terminal(NARROW)).isEqualTo("twenty characters\nwide it is\n\n• an item of some\n  length");
        assertThat(text.terminal(NARROW).lines()).allMatch(line -> line.length() <= 20);
    }

    @Test
    void marksDoNotCountAsWidthNorPartWords() {
        TerminalStyle colour = NARROW.colour(TerminalStyle.Colour.ON);

        assertThat(Markdown.of("**aa bb**, cc").terminal(colour))
                .isEqualTo("\u001b[1maa\u001b[0m \u001b[1mbb\u001b[0m, cc");
        assertThat(Markdown.of("**aa bb**, cc").terminal(NARROW)).isEqualTo("aa bb, cc");
    }

    @Test
    void asciiTerminalsGetAsciiForTheCommonSigns() {
        assertThat(Markdown.of("−1 × 2 ≤ 3²").terminal(TerminalStyle.ascii())).isEqualTo("-1 x 2 <= 3^2");
    }

    @Test
    void unpairedMarksStandAsTheyAre() {
        assertThat(Markdown.of("2 ** 3 ` x").html()).isEqualTo("<p>2 ** 3 ` x</p>");
    }
}

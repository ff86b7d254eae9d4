package ai.vivace.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.plot.TerminalStyle.Colour;
import ai.vivace.plot.TerminalStyle.Glyphs;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalStyleTest {
    @Test
    void terminalIsColouredAndAFileIsNot() {
        assertThat(TerminalStyle.detect(Map.of(), "UTF-8", true).colour()).isEqualTo(Colour.ON);
        assertThat(TerminalStyle.detect(Map.of(), "UTF-8", false).colour()).isEqualTo(Colour.OFF);
    }

    @Test
    void variablesDecideAboutColour() {
        assertThat(TerminalStyle.detect(Map.of("NO_COLOR", "1", "CLICOLOR_FORCE", "1"), "UTF-8", true)
                        .colour())
                .isEqualTo(Colour.OFF);
        assertThat(TerminalStyle.detect(Map.of("NO_COLOR", ""), "UTF-8", true).colour())
                .isEqualTo(Colour.ON);
        assertThat(TerminalStyle.detect(Map.of("CLICOLOR_FORCE", "1"), "UTF-8", false)
                        .colour())
                .isEqualTo(Colour.ON);
        assertThat(TerminalStyle.detect(Map.of("CLICOLOR_FORCE", "0"), "UTF-8", false)
                        .colour())
                .isEqualTo(Colour.OFF);
    }

    @Test
    void dumbTerminalsAndOtherCharsetsGetAscii() {
        TerminalStyle dumb = TerminalStyle.detect(Map.of("TERM", "dumb"), "UTF-8", true);
        assertThat(dumb.glyphs()).isEqualTo(Glyphs.ASCII);
        assertThat(dumb.colour()).isEqualTo(Colour.OFF);
        assertThat(TerminalStyle.detect(Map.of(), "ISO-8859-1", true).glyphs()).isEqualTo(Glyphs.ASCII);
        assertThat(TerminalStyle.detect(Map.of(), "utf8", true).glyphs()).isEqualTo(Glyphs.UNICODE);
    }

    @Test
    void widthComesFromColumns() {
        assertThat(TerminalStyle.detect(Map.of("COLUMNS", "132"), "UTF-8", true).columns())
                .isEqualTo(132);
        assertThat(TerminalStyle.detect(Map.of("COLUMNS", "many"), "UTF-8", true)
                        .columns())
                .isEqualTo(80);
        assertThat(TerminalStyle.detect(Map.of("COLUMNS", "7"), "UTF-8", true).columns())
                .isEqualTo(20);
        assertThatThrownBy(() -> TerminalStyle.ascii().columns(5)).isInstanceOf(InputException.class);
    }

    @Test
    void sparklineFollowsItsValues() {
        assertThat(Sparkline.of(new double[] {0, 1, 2, 3, 4, 5, 6, 7})).isEqualTo("▁▂▃▄▅▆▇█");
        assertThat(Sparkline.of(new double[] {5, 5, Double.NaN})).isEqualTo("▁▁ ");
        assertThat(Sparkline.of(new double[0])).isEmpty();
        assertThat(Sparkline.of(new double[] {0, 0, 8, 8}, 2, TerminalStyle.ascii()))
                .isEqualTo("_#");
    }
}

package ai.vivace.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import org.junit.jupiter.api.Test;

class TextTableTest {
    private static final TextTable EPOCHS = TextTable.of("epoch", "loss", "note")
            .row(1, 0.5, "warm-up")
            .row(10, 0.0625, null)
            .build();

    @Test
    void numbersAreAlignedRightWithEqualDecimals() {
        assertThat(EPOCHS.render(TerminalStyle.unicode())).isEqualTo("""
                        epoch    loss  note
                        ─────  ──────  ───────
                            1  0.5000  warm-up
                           10  0.0625  –""");
    }

    @Test
    void dollarsAreAlignedRight() {
        assertThat(TextTable.of("line", "amount")
                        .row("wages", "$85,000")
                        .row("loss", "-$3,000.50")
                        .build()
                        .toString()
                        .lines()
                        .skip(2))
                .containsExactly("wages     $85,000", "loss   -$3,000.50");
    }

    @Test
    void asciiTableNeedsNoOtherCharacter() {
        assertThat(EPOCHS.render(TerminalStyle.ascii())).matches("\\p{ASCII}+").contains("-----  ------  -------");
    }

    @Test
    void longTextsAreCutNotNumbers() {
        String text = Samples.worst().render(TerminalStyle.unicode().columns(60));
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60));
        assertThat(text).contains("…", "93.1 %", "1200");
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        String text = TextTable.of("名前", "n").row("犬", 1).row("cat", 2).build().toString();
        assertThat(text.lines()).contains("犬    1", "cat   2");
    }

    @Test
    void controlCharactersDoNotReachTheTerminal() {
        assertThat(TextTable.of("a").row("x\u001b[31m\ny").build().toString()).endsWith("x [31m y");
    }

    @Test
    void rowsMustFitTheColumns() {
        assertThatThrownBy(() -> TextTable.of("a", "b").row(1))
                .isInstanceOf(InputException.class)
                .hasMessage("Row 0 of the table with columns [a, b] has 1 cells instead of 2.");
    }
}

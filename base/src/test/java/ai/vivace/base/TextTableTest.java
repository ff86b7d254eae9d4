package ai.vivace.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void wordsAlignLeftAndNumbersRight() {
        TextTable table = TextTable.of(List.of("Layer", "Type"), List.of("Size"))
                .row("0", "Linear", "10")
                .row("body.1", "", "12345");
        assertThat(table.toString().lines())
                .containsExactly(
                        "Layer   Type     Size", //
                        "0       Linear     10",
                        "body.1          12345");
    }

    @Test
    void linesDoNotEndWithBlanks() {
        assertThat(TextTable.of("A", "B").row("long", "").toString()).isEqualTo("A     B\nlong");
    }

    @Test
    void rowOfAnotherLengthIsAnError() {
        assertThatThrownBy(() -> TextTable.of("A", "B").row("1"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has 2 columns, but came [1]");
    }
}

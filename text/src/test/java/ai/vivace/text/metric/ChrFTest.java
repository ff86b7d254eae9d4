package ai.vivace.text.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers of sacreBLEU's documentation and tests. */
class ChrFTest {
    @Test
    void severalReferencesGiveSacreBleusNumber() {
        double score = ChrF.standard()
                .ofSeveral(
                        List.of("The dog bit the man.", "It wasn't surprising.", "The man had just bitten him."),
                        List.of(
                                List.of("The dog bit the man.", "The dog had bit the man."),
                                List.of("It was not unexpected.", "No one was surprised."),
                                List.of("The man bit him first.", "The man had bitten the dog.")));

        assertThat(score).isCloseTo(59.73, within(0.005));
    }

    @Test
    void shortTextsCountByTheLengthsThatTheyHave() {
        ChrF chrF = new ChrF(6, 3);

        assertThat(chrF.of(List.of("a"), List.of("a"))).isCloseTo(100, within(1e-4));
        assertThat(chrF.of(List.of(""), List.of("reference"))).isZero();
        assertThat(chrF.of(List.of("a b c"), List.of("abc"))).isCloseTo(100, within(1e-4));
        assertThat(chrF.of(List.of("a", "b"), List.of("a", "c"))).isCloseTo(50, within(1e-4));
        assertThat(chrF.of(List.of("aa"), List.of("ab"))).isCloseTo(25, within(1e-4));
    }

    @Test
    void longTextsGiveSacreBleusNumber() {
        assertThat(
                        new ChrF(6, 3)
                                .of(
                                        List.of(
                                                " risk assessment must be made of those who are qualified and expertise in the sector - these are the scientists ."),
                                        List.of(
                                                "risk assessment has to be undertaken by those who are qualified and expert in that area - that is the scientists .")))
                .isCloseTo(63.361730, within(1e-4));
    }

    @Test
    void settingsAreChecked() {
        assertThatThrownBy(() -> new ChrF(0, 2))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("0 and 2.0");
    }
}

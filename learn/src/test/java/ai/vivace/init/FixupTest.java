package ai.vivace.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import org.junit.jupiter.api.Test;

class FixupTest {
    @Test
    void factorsAreThePapers() {
        assertThat(Fixup.factor(27, 2)).as("ResNet-56").isCloseTo(0.19245009, within(1e-8));
        assertThat(Fixup.factor(16, 3)).as("ResNet-50").isCloseTo(0.5, within(1e-12));
        assertThatThrownBy(() -> Fixup.factor(3, 1)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Fixup.factor(0, 2)).isInstanceOf(InputException.class);
    }
}

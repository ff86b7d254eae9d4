package ai.vivace.watermark.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import org.junit.jupiter.api.Test;

class PlacementTest {
    @Test
    void aTextIsAPlace() {
        assertThat(Placement.parse("Bottom Right")).isEqualTo(Placement.anchored(Anchor.BOTTOM_RIGHT));
        assertThat(Placement.parse("tiled")).isEqualTo(Placement.tiled());
        assertThat(Placement.parse("120px, 10%h")).isEqualTo(Placement.at(Length.pixels(120), Length.parse("10%h")));
        assertThat(Placement.parse("50%,90%")).isEqualTo(Placement.within(0.5, 0.9));
    }

    @Test
    void aPlaceThatDoesNotExistIsRefusedWithTheNearestAndTheForms() {
        assertThatThrownBy(() -> Placement.parse("botom-right"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Did you mean \"bottom-right\"?")
                .hasMessageEndingWith("Or give tiled, a point such as 120px,80px, or shares such as 50%,90%.");
        assertThatThrownBy(() -> Placement.parse("1px,2px,3px"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("two numbers");
        assertThatThrownBy(() -> Placement.parse("120%,0%"))
                .hasMessage("A share of the room across is 0 to 1, but came 1.2.");
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        Placement.Anchored corner = Placement.anchored(Anchor.TOP_LEFT);
        assertThatThrownBy(() -> corner.margin(Length.pixels(-1)))
                .hasMessage("A margin must not be below zero, but came -1px.");
        assertThatThrownBy(() -> corner.margin(Length.em(1)))
                .hasMessage("A margin is measured in px, pt or % of the picture, but came 1em.");
        assertThatThrownBy(() -> corner.rotation(361)).hasMessage("An angle in degrees is -360 to 360, but came 361.");
        assertThatThrownBy(() -> corner.rotation(Double.NaN))
                .hasMessage("An angle in degrees is -360 to 360, but came NaN.");
        assertThatThrownBy(() -> Placement.tiled().stagger(1.5))
                .hasMessage("The stagger of a tiling is 0 to 1, but came 1.5.");
    }
}

package ai.vivace.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void placesThatAreFarApartStay() {
        assertThat(Spread.apart(new double[] {30, 10, 80}, 15, 0, 100)).containsExactly(30, 10, 80);
    }

    @Test
    void crowdedPlacesMoveEqually() {
        assertThat(Spread.apart(new double[] {50, 50}, 10, 0, 100)).containsExactly(45, 55);
    }

    @Test
    void placesStayInside() {
        assertThat(Spread.apart(new double[] {99, 100, 98}, 10, 0, 100)).containsExactly(90, 100, 80);
    }

    @Test
    void tooManyPlacesShareTheRoom() {
        assertThat(Spread.apart(new double[] {1, 2, 3}, 60, 0, 100)).containsExactly(0, 50, 100);
    }
}

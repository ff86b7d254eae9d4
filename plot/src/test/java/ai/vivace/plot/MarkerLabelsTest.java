package ai.vivace.plot;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import ai.vivace.plot.MarkerLabels.Place;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkerLabelsTest {
    @Test
    void labelsNeverOverlap() {
        Rng random = Rng.of(5);
        for (int trial = 0; trial < 300; trial++) {
            double[] x = new double[1 + random.nextInt(6)];
            Arrays.setAll(x, i -> 60 + 640 * random.nextDouble());
            double[] widths = new double[x.length];
            Arrays.setAll(widths, i -> 40 + 80 * random.nextDouble());
            List<Place> places = MarkerLabels.place(x, widths, 20, 700);
            for (int i = 0; i < places.size(); i++) {
                Place a = places.get(i);
                assertThat(a.from()).isGreaterThanOrEqualTo(20);
                for (Place b : places.subList(i + 1, places.size())) {
                    boolean apart = a.row() != b.row() || a.to() <= b.from() || b.to() <= a.from();
                    assertThat(apart).as("trial %s: %s", trial, places).isTrue();
                }
            }
        }
    }

    @Test
    void farMarkersShareTheLowestRow() {
        List<Place> places = MarkerLabels.place(new double[] {100, 300, 500}, new double[] {80, 80, 80}, 0, 700);
        assertThat(places).extracting(Place::row).containsOnly(0);
    }

    @Test
    void labelAtTheRightEdgeStandsLeftOfItsLine() {
        Place place = MarkerLabels.place(new double[] {690}, new double[] {80}, 0, 700)
                .get(0);
        assertThat(place.standsLeft()).isTrue();
        assertThat(place.to()).isLessThan(690);
    }
}

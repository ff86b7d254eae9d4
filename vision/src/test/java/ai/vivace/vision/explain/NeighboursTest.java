package ai.vivace.vision.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NeighboursTest {
    private final Neighbours neighbours = Neighbours.of(List.of(
            new float[] {1, 0}, new float[] {0, 5}, new float[] {3, 3}, new float[] {-2, 0}, new float[] {0, 0}));

    @Test
    void theNearestPointTheSameWayWhateverTheirLength() {
        List<Neighbours.Neighbour> found = neighbours.nearest(1, 9);
        assertThat(found).extracting(Neighbours.Neighbour::item).containsExactly(2, 0, 3, 4);
        assertThat(found.get(0).similarity()).isCloseTo(Math.sqrt(0.5), within(1e-6));
        assertThat(neighbours.nearest(0, 4).get(3)).isEqualTo(new Neighbours.Neighbour(3, -1));
    }

    @Test
    void theNearestToWhatIsNotAmongThemCountAll() {
        List<Neighbours.Neighbour> found = neighbours.nearest(new float[] {0, 0.5f}, 2);
        assertThat(found).extracting(Neighbours.Neighbour::item).containsExactly(1, 2);
        assertThat(found.get(0).distance()).isCloseTo(0, within(1e-6));
        assertThat(found.get(1).distance()).isCloseTo(1 - Math.sqrt(0.5), within(1e-6));
        assertThatThrownBy(() -> neighbours.nearest(new float[3], 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 numbers");
    }

    @Test
    void whatIsNotComparedHasNoNeighbours() {
        assertThatThrownBy(() -> neighbours.nearest(7, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Item 7");
        assertThatThrownBy(() -> neighbours.nearest(0, 0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Neighbours.of(List.of(new float[1], new float[2])))
                .isInstanceOf(InputException.class);
    }
}

package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FeaturesTest {
    @Test
    void rowsOneBehindTheOtherBecomeColumns() {
        float[] rows = new float[2 * 1000];
        for (int row = 0; row < 1000; row++) {
            rows[2 * row] = row;
            rows[2 * row + 1] = row % 2 == 0 ? Float.NaN : 1;
        }
        Features features = Features.ofRows(
                List.of(Feature.numeric("number"), Feature.categorical("level", List.of("a", "b"))), rows);
        assertThat(features.rows()).isEqualTo(1000);
        for (int row = 0; row < 1000; row++) {
            assertThat(features.row(row)).containsExactly(row, row % 2 == 0 ? Float.NaN : 1);
        }
    }
}

package ai.vivace.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.trees.Forest;
import ai.vivace.trees.GradientBoosting;
import ai.vivace.trees.TreeEnsemble;
import org.junit.jupiter.api.Test;

class FirstTreesTest {
    private static final Moons MOONS = Moons.draw(60, 0.3, Rng.of(5));

    @Test
    void countsHaveAboutEqualRatiosAndEndWithTheMost() {
        assertThat(FirstTrees.counts(100)).containsExactly(1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100);
        assertThat(FirstTrees.counts(25)).containsExactly(1, 2, 3, 5, 7, 10, 15, 20, 25);
        assertThat(FirstTrees.counts(1)).containsExactly(1);
    }

    @Test
    void theFirstTreesOfAForestAreTheSmallerForest() {
        TreeEnsemble large = Forest.random().trees(9).threads(1).fit(MOONS.features(), MOONS.target());
        TreeEnsemble small = Forest.random().trees(4).threads(1).fit(MOONS.features(), MOONS.target());
        double[][] means = FirstTrees.means(large, MOONS.features(), new int[] {4, 9}, 1);

        for (int row = 0; row < 60; row++) {
            float[] values = MOONS.features().row(row);
            assertThat(means[0][row]).isEqualTo(small.predict(values)[1], within(1e-12));
            assertThat(means[1][row]).isEqualTo(large.predict(values)[1], within(1e-12));
        }
    }

    @Test
    void theFirstRoundsOfBoostingAreTheShorterTraining() {
        GradientBoosting settings = GradientBoosting.standard().threads(1);
        TreeEnsemble large = settings.rounds(9).fit(MOONS.features(), MOONS.target());
        TreeEnsemble small = settings.rounds(4).fit(MOONS.features(), MOONS.target());
        double[][] sums = FirstTrees.sums(large, MOONS.features(), new int[] {4, 9});

        for (int row = 0; row < 60; row++) {
            float[] values = MOONS.features().row(row);
            assertThat(sums[0][row]).isEqualTo(small.raw(values)[0], within(1e-12));
            assertThat(sums[1][row]).isEqualTo(large.raw(values)[0], within(1e-12));
        }
    }
}

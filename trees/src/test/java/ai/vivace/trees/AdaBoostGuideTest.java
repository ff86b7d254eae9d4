package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.testing.DocumentedSnippets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/adaboost.md. */
class AdaBoostGuideTest {
    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/adaboost.md", AdaBoostGuideTest.class);
    }

    @Test
    void threeStumpsAreRightOnTenPointsThatOneCannotTellApart() {
        // snippet
        Features points = Features.ofColumns(new float[][] {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}});
        Task.Classification signs = new Task.Classification(List.of("−", "+"));
        Target target = Target.classes(signs, 1, 1, 1, 0, 0, 0, 1, 1, 1, 0);
        TreeEnsemble model = AdaBoost.standard().rounds(3).fit(points, target);
        for (int i = 0; i < 3; i++) {
            Tree stump = model.trees().get(i);
            System.out.println(
                    "x ≤ " + stump.threshold(0) + " votes " + model.factors().get(i));
        }
        double accuracy = Measures.accuracy().of(target, model.predict(points));
        // end
        assertThat(accuracy).isEqualTo(1);
        double[] thresholds = {2.5, 8.5, 5.5};
        double[] votes = {0.84729786, 1.29928298, 1.50407740};
        double all = votes[0] + votes[1] + votes[2];
        for (int i = 0; i < 3; i++) {
            assertThat(model.trees().get(i).threshold(0)).isEqualTo(thresholds[i]);
            assertThat(model.factors().get(i)).isEqualTo(votes[i] / (2 * all), within(1e-8));
        }
    }
}

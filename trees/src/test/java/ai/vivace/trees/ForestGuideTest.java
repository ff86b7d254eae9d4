package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.trees.explain.Importance;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/bagging-and-forests.md. */
class ForestGuideTest {
    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/bagging-and-forests.md", ForestGuideTest.class);
    }

    @Test
    void aForestJudgesItselfByTheRowsThatItsTreesHaveNotSeen() {
        Features features = TestData.breastCancer().features();
        Target target = TestData.breastCancer().target();
        // snippet
        Forest.Trained trained = Forest.random()
                .trees(300)
                .classWeights(new ClassWeights.Balanced())
                .fitOutOfBag(features, target);
        System.out.println("right out of the bag: " + trained.score().orElseThrow());
        TreeEnsemble forest = trained.model();
        double[][] probabilities = forest.predict(features);
        Importance.gain(forest).shares().chart(10).print();
        // end
        assertThat(trained.score().orElseThrow()).isGreaterThan(0.94);
        assertThat(probabilities).hasNumberOfRows(569);
    }

    @Test
    void numbersTakeAThirdOfTheColumnsIfTold() {
        Features features = TestData.diabetes().features();
        Target target = TestData.diabetes().target();
        // snippet
        int third = Math.max(1, features.count() / 3);
        Forest random = Forest.random().limits(limits -> limits.columns(third).rowsInLeaf(5));
        Forest extra = Forest.extraTrees().limits(limits -> limits.rowsInLeaf(3));
        for (Forest settings : List.of(Forest.bagging(), random, extra)) {
            double error = Measures.rootMeanSquare()
                    .of(target, settings.seed(7).fit(features, target).predict(features));
            System.out.println(settings.kind() + ": " + error + " on the rows that were learnt");
        }
        // end
        assertThat(random.fitOutOfBag(features, target).score().orElseThrow()).isGreaterThan(0.4);
    }
}

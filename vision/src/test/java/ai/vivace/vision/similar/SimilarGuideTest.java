package ai.vivace.vision.similar;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.data.DataSet;
import ai.vivace.data.Split;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.vision.Digits;
import ai.vivace.vision.explain.Neighbours;
import ai.vivace.vision.model.Networks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The code of docs/guide/similarity.md. */
class SimilarGuideTest {
    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/similarity.md", SimilarGuideTest.class);
    }

    @Test
    void whatBelongsTogetherComesNear() {
        // snippet
        TrainingData data = TrainingData.of(Relatives.pairs(Digits.load(), 42), Split.random(0.2, 42))
                .build();
        SiameseLoss loss = SiameseLoss.contrastive(1);
        Siamese network = Siamese.of(Networks.mlp(Shape.of(1, 8, 8), 64, 8));
        List<float[]> embeddings = new ArrayList<>();
        try (Learner learner = Learner.of(data, network)
                .loss(loss)
                .metrics(new RelativesAccuracy(loss))
                .build()) {
            learner.fitOneCycle(4, 1e-2);
            System.out.println(learner.validate());
            DataSet digits = Digits.load();
            for (int i = 0; i < 200; i++) {
                try (Scope scope = Scope.open()) {
                    Tensor digit = data.preprocessing()
                            .apply(digits.item(i).input().toTensor().unsqueeze(0));
                    embeddings.add(network.evaluating(
                                    () -> Autograd.off(() -> network.trunk().apply(digit)))
                            .toFloats());
                }
            }
        }
        System.out.println(Neighbours.of(embeddings).nearest(0, 5));
        // end
        assertThat(embeddings).hasSize(200).allMatch(embedding -> embedding.length == 8);
    }
}

package ai.vivace.vision.generate;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.data.Preprocessing;
import ai.vivace.data.Split;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.vision.Digits;
import ai.vivace.vision.picture.PictureSheet;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/generation.md. */
class GenerateGuideTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/generation.md", GenerateGuideTest.class);
    }

    @Test
    void twoNetworksLearnAgainstEachOther() {
        // snippet
        Shape picture = Shape.of(1, 8, 8);
        TrainingData data = TrainingData.of(Digits.load(), Split.random(0.1, 42))
                .preprocessing(new Preprocessing(picture, 16, List.of(0.5), List.of(0.5)))
                .build();
        Dcgan networks = Dcgan.of(1, 8).noise(16).features(32);
        try (Scope scope = Scope.open();
                GanLearner gan = GanLearner.of(data, networks.generator(), networks.discriminator(), 16)
                        .start(Dcgan::initialize)
                        .build()) {
            gan.fit(2);
            PictureSheet.of(gan.samples(64, 1), -1, 1).write(folder.resolve("digits.png"));
            gan.findings().forEach(System.out::println);
        }
        // end
        assertThat(folder.resolve("digits.png")).isNotEmptyFile();
        // snippet
        GanLearnerBuilder wasserstein = GanLearner.of(data, networks.generator(), networks.critic(), 16)
                .wassersteinWithPenalty()
                .switcher(Switcher.fixed(3, 1));
        // end
        try (GanLearner learner = wasserstein.build()) {
            assertThat(learner.fit(1)).hasSize(1);
        }
    }

    @Test
    void codesLeadFromPictureToPicture() {
        Shape picture = Shape.of(1, 8, 8);
        // snippet
        TrainingData same = TrainingData.of(Reconstruction.of(Digits.load()), Split.random(0.1, 42))
                .preprocessing(new Preprocessing(picture, 16, List.of(0.0), List.of(1.0)))
                .build();
        VariationalAutoencoder network = VariationalAutoencoder.of(picture, 128, 8);
        try (Scope scope = Scope.open();
                Learner learner = Learner.of(same, network)
                        .loss(EvidenceBound.of(network))
                        .build()) {
            learner.fitOneCycle(4, 3e-3);
            Tensor pictures = Digits.load().item(0).input().toTensor().div(16).unsqueeze(0);
            Tensor other = Digits.load().item(1).input().toTensor().div(16).unsqueeze(0);
            Tensor way = network.evaluating(() -> Autograd.off(() -> network.interpolate(pictures, other, 8)));
            PictureSheet.of(way, 0, 1).columns(8).write(folder.resolve("way.png"));
        }
        // end
        assertThat(folder.resolve("way.png")).isNotEmptyFile();
    }
}

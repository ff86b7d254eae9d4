package ai.vivace.lab;

import static ai.vivace.lab.Wording.brief;
import static ai.vivace.lab.Wording.count;
import static ai.vivace.lab.Wording.percent;

import ai.vivace.data.Array;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Split;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.plot.Picture;
import ai.vivace.plot.PictureGrid;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.vision.Digits;
import ai.vivace.vision.explain.Pixels;
import ai.vivace.vision.generate.Dcgan;
import ai.vivace.vision.generate.GanEpoch;
import ai.vivace.vision.generate.GanLearner;
import ai.vivace.vision.generate.SampleScore;
import ai.vivace.vision.model.Networks;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The fifth family: two networks of which one makes digits and the other tells them from real ones. */
final class MadeDigits {
    private static final int CLASSES = 10;
    private static final long NOISE = 16;
    private static final long FEATURES = 32;
    private static final int SHOWN = 20;
    private static final int JUDGED = 500;
    /** Epochs for each of the other networks': a generator sees only what its critic tells it. */
    private static final int TIMES = 10;

    private static final double RATE = 1e-2;
    private static final double HELD_OUT = 0.1;
    private static final double FULL = 255;
    private static final Shape PICTURE = Shape.of(1, 8, 8);

    private MadeDigits() {}

    static void tell(Findings.Builder findings, int epochs, long seed, Progress progress) {
        // From -1 to 1, as a generator's last function gives them.
        TrainingData data = TrainingData.of(Digits.load(), Split.random(HELD_OUT, seed))
                .preprocessing(new Preprocessing(PICTURE, 16, List.of(0.5), List.of(0.5)))
                .seed(seed)
                .build();
        Dcgan networks = Dcgan.of(1, 8).noise(NOISE).features(FEATURES);
        try (Scope scope = Scope.open();
                Learner classifier = Learner.of(data, Networks.simpleCnn(PICTURE, CLASSES))
                        .seed(seed)
                        .build();
                GanLearner gan = GanLearner.of(data, networks.generator(), networks.discriminator(), NOISE)
                        .start(Dcgan::initialize)
                        .seed(seed)
                        .build()) {
            progress.at("a classifier that will judge", 0);
            classifier.fitOneCycle(epochs, RATE);
            progress.at("a GAN", 0.2);
            SampleScore before = score(classifier, gan.samples(JUDGED, 1));
            List<GanEpoch> history = gan.fit(TIMES * epochs);
            SampleScore after = score(classifier, gan.samples(JUDGED, 1));
            report(findings, before, after, history, gan);
        }
    }

    private static SampleScore score(Learner classifier, Tensor samples) {
        return SampleScore.of(classifier
                .model()
                .evaluating(() -> Autograd.off(() -> classifier.model().apply(samples))));
    }

    private static void report(
            Findings.Builder findings, SampleScore before, SampleScore after, List<GanEpoch> history, GanLearner gan) {
        double ranking = history.get(history.size() - 1).ranking();
        Table.Builder table = Table.of("made", "inception score", "confidence", "rarest class");
        row(table, "before training", before);
        row(table, "after " + count(history.size(), "epoch"), after);
        PictureGrid.Builder grid = PictureGrid.of("Digits that nobody wrote").columns(10);
        for (Picture picture : pictures(gan.samples(SHOWN, 2))) {
            grid.picture(picture);
        }
        findings.section("Pictures that were never taken")
                .text("A **GAN** answers no question about a picture: it makes new ones. A generator of "
                        + count(NOISE, "random number")
                        + " for each picture learns from nothing but what a critic says, which"
                        + " learns to tell made digits from real ones at the same time. Neither loss says how good the pictures are."
                        + " A classifier of real digits does: how sure it is of what it sees (confidence), whether all classes occur,"
                        + " and both in one number, the inception score, from 1 to the number of classes, 10.")
                .table("made", table.build())
                .text("In the last epoch the critic put a real digit above a made one in " + percent(ranking)
                        + " of pairs; 50 % is guessing, and 100 % is a critic from which nobody can learn. "
                        + (gan.findings().isEmpty() ? "The two were a match." : String.join(" ", gan.findings())))
                .chart("made", grid.build(), "Made of noise, 16 numbers for each.")
                .value("GAN inception score", after.inception())
                .value("GAN confidence", after.confidence())
                .value("GAN ranking", ranking);
    }

    private static void row(Table.Builder table, String made, SampleScore score) {
        double rarest = 1;
        for (double share : score.shares()) {
            rarest = Math.min(rarest, share);
        }
        table.row(made, brief(score.inception()), percent(score.confidence()), percent(rarest));
    }

    /** Pictures of -1 to 1, brought to bytes. */
    private static List<Picture> pictures(Tensor samples) {
        float[] values = samples.add(1).mul(FULL / 2).toFloats();
        int size = Math.toIntExact(PICTURE.elements());
        return IntStream.range(0, SHOWN)
                .mapToObj(number -> {
                    float[] own = Arrays.copyOfRange(values, number * size, (number + 1) * size);
                    return Pixels.picture(new Array.Floats(PICTURE, own), FULL);
                })
                .toList();
    }
}

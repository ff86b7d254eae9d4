package ai.vivace.lab;

import static ai.vivace.lab.Wording.brief;
import static ai.vivace.lab.Wording.count;
import static ai.vivace.lab.Wording.percent;

import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Evaluation;
import ai.vivace.learn.Learner;
import ai.vivace.learn.LearnerBuilder;
import ai.vivace.metric.Metrics;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.detect.DetectionLearner;
import ai.vivace.vision.detect.Detector;
import ai.vivace.vision.model.Architectures;
import ai.vivace.vision.model.Networks;
import ai.vivace.vision.segment.SegmentationLearner;
import ai.vivace.vision.segment.SegmentationMetrics;
import ai.vivace.vision.segment.UNet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What networks of four families answer about the same scenes, each with the same number of batches. */
final class SceneQuestions {
    private static final int DIGITS = 10;
    private static final double RATE = 3e-3;
    private static final List<String> NAMES =
            IntStream.range(0, DIGITS).mapToObj(Integer::toString).toList();
    private static final Shape PICTURE = Shape.of(1, DigitScenes.SIDE, DigitScenes.SIDE);

    private final DigitScenes learned;
    private final DigitScenes judged;
    private final int epochs;
    private final long seed;

    /**
     * What came of a training.
     *
     * @param family of networks
     * @param asked the question
     * @param score the metric's name
     * @param value of it, for scenes not learnt from
     * @param parameters of the network
     */
    private record Answer(String family, String asked, String score, double value, long parameters) {}

    private SceneQuestions(long seed, int epochs) {
        DigitScenes[] parts = DigitScenes.parts(seed);
        learned = parts[0];
        judged = parts[1];
        this.epochs = epochs;
        this.seed = seed;
    }

    static void tell(Findings.Builder findings, int epochs, long seed, Progress progress) {
        SceneQuestions questions = new SceneQuestions(seed, epochs);
        List<Answer> answers = new ArrayList<>();
        progress.at("a plain net", 0);
        answers.add(questions.named("plain CNN", Networks.simpleCnn(PICTURE, DIGITS)));
        progress.at("a ResNet", 0.1);
        answers.add(questions.named(
                "ResNet of 20 layers", Architectures.of("resnet20").build(PICTURE, DIGITS)));
        progress.at("a U-Net", 0.5);
        answers.add(questions.painted());
        progress.at("a detector", 0.7);
        answers.add(questions.framed());
        questions.report(findings, answers);
    }

    private Answer named(String family, UnaryLayer network) {
        return answer(
                family,
                "Which digit is it?",
                "accuracy",
                network,
                Learner.of(data(learned.named(), judged.named()), network).metrics(Metrics.accuracy()));
    }

    private Answer painted() {
        Task.Segmentation task = new Task.Segmentation(List.of("ground", "digit"));
        UNet network = UNet.of(1, 2).padded().width(8).depth(2).batchNorm().build();
        return answer(
                "U-Net",
                "Which pixels are the digit's?",
                "dice",
                network,
                SegmentationLearner.of(data(task, learned.masks(), judged.masks()), network)
                        .metrics(SegmentationMetrics.dice(1)));
    }

    private Answer framed() {
        Task.Detection task = new Task.Detection(NAMES);
        Detector network = Detector.of(Architectures.of("resnet20").body(PICTURE), PICTURE, DIGITS)
                .maps(2)
                .channels(32)
                .depth(2)
                .withoutExtraMaps()
                .build();
        return answer(
                "detector",
                "Where is it, and which is it?",
                "map50",
                network,
                DetectionLearner.of(data(task, learned.boxes(), judged.boxes()), network));
    }

    private Answer answer(String family, String asked, String score, UnaryLayer network, LearnerBuilder settings) {
        try (Learner learner = settings.seed(seed).build()) {
            learner.fitOneCycle(epochs, RATE);
            Evaluation evaluation = learner.validate();
            return new Answer(family, asked, score, evaluation.metric(score).orElseThrow(), network.parameterCount());
        }
    }

    private TrainingData data(Task task, Array toLearn, Array toJudge) {
        return data(
                ArrayDataSet.of(learned.pictures(), toLearn, task), ArrayDataSet.of(judged.pictures(), toJudge, task));
    }

    private TrainingData data(ArrayDataSet toLearn, ArrayDataSet toJudge) {
        return TrainingData.of(toLearn, toJudge).seed(seed).build();
    }

    private void report(Findings.Builder findings, List<Answer> answers) {
        Table.Builder table = Table.of("family", "question", "parameters", "score", "value");
        for (Answer answer : answers) {
            table.row(
                    answer.family(),
                    answer.asked(),
                    String.format(Locale.ROOT, "%,d", answer.parameters()),
                    answer.score(),
                    answer.value());
            findings.value(answer.family(), answer.value());
        }
        findings.section("One set of pictures, several questions")
                .text("The pictures are scenes of " + DigitScenes.SIDE + " x " + DigitScenes.SIDE
                        + " pixels with one handwritten digit each, somewhere, in one of several sizes, among strokes that are"
                        + " none: " + count(learned.classes().length, "scene") + " to learn from and "
                        + judged.classes().length + " of other digits to judge by. Every network had "
                        + count(epochs, "epoch") + " of them, with Adam by one-cycle up to " + brief(RATE) + ":")
                .table("questions", table.build())
                .text(
                        "- A **convolutional net** ends in an average over the picture: it knows what is there and has forgotten where."
                                + " It named " + percent(answers.get(0).value())
                                + " of the digits, and the **ResNet**, deeper, "
                                + percent(answers.get(1).value()) + ".\n"
                                + "- A **U-Net** goes down as such a net does and up again, and puts what it saw on the way down beside what it"
                                + " concluded below, so that its answer is as sharp as the picture: of what it painted and what it should have"
                                + " painted, a Dice of " + brief(answers.get(2).value()) + " is shared.\n"
                                + "- A **detector** answers at every place of a coarse map: is something here, what, and how far away are its"
                                + " edges? Most places say no, which is why its loss counts easy answers little. Its mean average precision at"
                                + " half overlap is " + brief(answers.get(3).value()) + ".");
    }
}

package ai.vivace.cli;

import ai.vivace.data.Loader;
import ai.vivace.data.Task;
import ai.vivace.data.TrainingData;
import ai.vivace.optim.Adam;
import ai.vivace.optim.OptimizerSettings;
import ai.vivace.store.Provenance;
import ai.vivace.tensor.Device;
import ai.vivace.tensor.Engine;
import ai.vivace.tensor.Scope;
import ai.vivace.vision.generate.Dcgan;
import ai.vivace.vision.generate.GanEpoch;
import ai.vivace.vision.generate.GanLearner;
import ai.vivace.vision.generate.PictureGenerator;
import ai.vivace.vision.picture.PngFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * A training of a generator of pictures against a critic, which writes a sheet of samples and a checkpoint after each epoch. An
 * interruption ends it with its batch, and a resumed one goes on after the last whole epoch.
 */
final class GeneratorRun implements TaskRun {
    /** How many batches are learnt from, where nothing is said. */
    private static final int BATCHES = 4000;

    private static final int FEWEST_EPOCHS = 5;
    private static final int MOST_EPOCHS = 200;
    private static final int SAMPLES = 64;
    private static final long DRAW = 1;
    private static final int SMALL_SIDE = 32;
    private static final long FEATURES_OF_SMALL = 32;

    /** DCGAN's. */
    private static final double RATE = 2e-4;

    private static final double MOMENTUM = 0.5;

    private final RunSettings settings;
    private final Console console;
    private final Device device;
    private final TrainingData data;
    private final Dcgan networks;

    private GeneratorRun(RunSettings settings, Device device, Console console) {
        this.settings = settings;
        this.device = device;
        this.console = console;
        data = RealPictures.of(settings, device);
        int side = Math.toIntExact(data.inputShape().size(1));
        Dcgan paper = Dcgan.of(data.inputShape().size(0), side);
        networks = side <= SMALL_SIDE ? paper.features(FEATURES_OF_SMALL) : paper;
    }

    /** Lists the pictures. */
    static GeneratorRun of(RunSettings settings, Device device, Console console) {
        return new GeneratorRun(settings, device, console);
    }

    private int epochs() {
        int usual = (BATCHES + data.training().batches() - 1) / data.training().batches();
        return settings.epochs().orElse(Math.max(FEWEST_EPOCHS, Math.min(MOST_EPOCHS, usual)));
    }

    private double rate() {
        return settings.rate().orElse(RATE);
    }

    @Override
    public List<String> announcement() {
        Loader loader = data.training();
        return List.of(
                TaskRun.line(
                        "data",
                        settings.data().name() + ": " + loader.dataSet().size() + " pictures to learn from, "
                                + data.inputShape() + " each"),
                TaskRun.line("method", "a generator against a critic, non-saturating loss, Adam"),
                TaskRun.line(
                        "network",
                        "dcgan: " + networks.features() + " channels next to the pictures, made of " + networks.noise()
                                + " numbers"),
                TaskRun.line(
                        "device",
                        device + ", " + Engine.threads() + " threads, " + loader.workers() + " loader threads"),
                TaskRun.line("seed", Long.toString(settings.seed())),
                TaskRun.line(
                        "epochs",
                        epochs() + " of " + loader.batches() + (loader.batches() == 1 ? " batch" : " batches")),
                TaskRun.line(
                        "rate",
                        ChosenRate.text(rate()) + ", " + (settings.rate().isPresent() ? "as given" : "DCGAN's")));
    }

    @Override
    public int start(RunFolder folder) {
        return run(folder, learner -> {
            folder.checkRoom(
                    learner.generator().parameterCount() + learner.critic().parameterCount());
            folder.begin(settings);
        });
    }

    @Override
    public int resume(RunFolder folder) {
        return run(folder, learner -> learner.load(folder.checkpoint()));
    }

    /** What comes before the epochs. */
    private interface Beginning {
        void with(GanLearner learner);
    }

    private int run(RunFolder folder, Beginning beginning) {
        OptimizerSettings adam = Adam.pytorch().learningRate(rate()).momentum(MOMENTUM);
        try (Interruption interruption = Interruption.watched();
                EpochProgress progress =
                        new EpochProgress(console, data.training().batches());
                GanLearner learner = GanLearner.of(
                                data, networks.generator(), networks.discriminator(), networks.noise())
                        .start(Dcgan::initialize)
                        .optimizers(adam, adam)
                        .watching(step -> {
                            progress.step();
                            if (interruption.isAsked()) {
                                throw new CancellationException();
                            }
                        })
                        .seed(settings.seed())
                        .build()) {
            beginning.with(learner);
            try {
                train(learner, folder, progress);
            } catch (CancellationException asked) {
                return interrupted(learner, folder, asked);
            }
            GeneratorReport report = GeneratorReport.of(settings, networks, learner, folder);
            PictureGenerator.export(
                    learner.generator(), networks.noise(), pictures(), provenance(), folder.file(RunReport.MODEL));
            report.write();
            folder.complete();
            report.print(console);
        }
        return 0;
    }

    private void train(GanLearner learner, RunFolder folder, EpochProgress progress) {
        for (int epoch = learner.history().size(); epoch < epochs(); epoch++) {
            progress.begin(epoch);
            int findings = learner.findings().size();
            List<GanEpoch> history = learner.fit(1);
            try (Scope scope = Scope.open()) {
                PngFile.write(SampleSheet.of(learner.samples(SAMPLES, DRAW)), sheet(folder.path(), epoch));
            }
            learner.save(folder.checkpoint());
            progress.end();
            console.note(history.get(epoch).toString());
            learner.findings().subList(findings, learner.findings().size()).forEach(console::warn);
        }
    }

    private int interrupted(GanLearner learner, RunFolder folder, CancellationException asked) {
        if (learner.history().isEmpty()) {
            // Here and not by the caller, as the program ends once nothing watches the interruption any more.
            try {
                folder.discard();
            } catch (IOException e) {
                asked.addSuppressed(e);
            }
            throw asked;
        }
        console.warn(RunFolder.goOn(folder.path()) + " (after epoch "
                + (learner.history().size() - 1) + ")");
        return Failures.INTERRUPTED;
    }

    /** The sheet of samples of an epoch. */
    static Path sheet(Path run, int epoch) {
        return run.resolve(SamplePictures.FOLDER).resolve(String.format(Locale.ROOT, "epoch-%03d.png", epoch));
    }

    private Task.Generation pictures() {
        return new Task.Generation(Math.toIntExact(networks.channels()), networks.side(), networks.side());
    }

    private Provenance provenance() {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("task", settings.task().label());
        told.put("data", settings.data().name());
        told.put("architecture", settings.architecture());
        told.put("epochs", Integer.toString(epochs()));
        told.put("rate", Double.toString(rate()));
        told.put("batch", Integer.toString(settings.data().batchSize()));
        return Provenance.of(settings.seed(), Instant.now()).settings(told);
    }
}

package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Device;
import ai.vivace.vision.augment.Augment;
import ai.vivace.vision.augment.AugmentSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Shows what a network would see. */
@Command(
        name = "show",
        description = {
            "Show the first training batch as one picture: each input as the network sees it, with its label.",
            "With --augment each row has one input and random versions of it, as the first epochs would have them.",
            "Masks and boxes are drawn over their pictures."
        },
        footer = {
            "  vivace show                           # the digits that come with Vivace",
            "  vivace show photos --size 224 --out batch.png",
            "  vivace show photos --size 224 --augment",
            "  vivace show cells --task segment      # cells/images and cells/masks",
            "  vivace show satellite --augment --flips all --versions 6"
        })
final class ShowCommand implements Callable<Integer> {
    private static final int MOST_PICTURES = 200;
    private static final int MOST_VERSIONS = 20;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private Main main;

    @Mixin
    private final DataOptions data = new DataOptions();

    @Mixin
    private final TaskOption task = new TaskOption();

    @Mixin
    private final EngineOptions engine = new EngineOptions();

    @Mixin
    private final SeedOption seed = new SeedOption();

    @Option(
            names = "--augment",
            description = "Show random versions: flipped, warped, turned, enlarged, brighter or darker.")
    private boolean augmented;

    @Option(
            names = "--flips",
            paramLabel = "WAYS",
            defaultValue = "sideways",
            description = "With --augment: none, sideways (default), or all eight ways of a square.")
    private String flips = "sideways";

    @Option(
            names = "--versions",
            paramLabel = "N",
            defaultValue = "4",
            description = "With --augment: how many versions of each picture (default: 4).")
    private int versions = 4;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "How many pictures of the data; default: 20, or 6 with --augment.")
    private @Nullable Integer count;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The picture to write, .png or .svg; default: DATA-batch.png or DATA-augmented.png.")
    private @Nullable Path out;

    @Override
    public Integer call() {
        Console console = main.console();
        int pictures = count == null ? (augmented ? 6 : 20) : count;
        InputException.require(
                pictures >= 1 && pictures <= MOST_PICTURES,
                () -> "--count must be from 1 to " + MOST_PICTURES + ", but was " + pictures + ".");
        InputException.require(
                versions >= 1 && versions <= MOST_VERSIONS,
                () -> "--versions must be from 1 to " + MOST_VERSIONS + ", but was " + versions + ".");
        PictureTask chosen = task.of(data.path(), console);
        InputException.require(
                !augmented || chosen != PictureTask.GENERATE,
                () ->
                        "--augment has no meaning with --task generate, which learns pictures as they are. Leave it out.");
        Augment augment = chosen.augmentation().flips(flips()).build();
        RunSettings settings =
                RunSettings.plain(chosen, data.settings(chosen), task.classes(chosen), chosen.network(), seed.seed());
        Path file = out == null
                ? Path.of(settings.data().name().replaceAll("[^A-Za-z0-9._-]", "_")
                        + (augmented ? "-augmented.png" : "-batch.png"))
                : out;
        ChartFile.check(file, "--out");
        Device device = engine.start();
        ContactSheet sheet = ContactSheet.of(settings, pictures, device);
        ChartFile.write(augmented ? sheet.versions(augment, versions) : sheet.batch(), file, console);
        if (!console.isQuiet()) {
            console.print(sheet.words());
        }
        SkippedPictures.warn(sheet.data(), console);
        console.document(document(sheet, file));
        return 0;
    }

    private AugmentSettings.Flips flips() {
        return switch (flips.toLowerCase(Locale.ROOT)) {
            case "none" -> AugmentSettings.Flips.NONE;
            case "sideways" -> AugmentSettings.Flips.SIDEWAYS;
            case "all" -> AugmentSettings.Flips.ALL_WAYS;
            default -> throw new InputException("--flips must be none, sideways or all, but was " + flips + ".");
        };
    }

    private Map<String, Object> document(ContactSheet sheet, Path file) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("file", file.toString());
        document.put("versions", augmented ? versions : 0);
        document.put("pictures", sheet.pictures());
        return document;
    }
}

package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.watermark.batch.FoundPictures;
import ai.vivace.watermark.batch.InputPicture;
import ai.vivace.watermark.batch.Inputs;
import ai.vivace.watermark.invisible.Detection;
import ai.vivace.watermark.invisible.InvisibleMark;
import ai.vivace.watermark.invisible.InvisibleMarker;
import ai.vivace.watermark.invisible.Payload;
import ai.vivace.watermark.invisible.Search;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Looks for marks that are not seen. */
@Command(
        name = "detect",
        description = {
            "Look for the ids that embed has hidden in pictures.",
            "Says what was found, and how probable it is that a picture without a mark gives such a finding. Ends with 1 when a picture has"
                    + " no mark of the key."
        },
        footer = {
            "  vivace watermark detect photo.jpg --key-file key.txt",
            "  vivace watermark detect found/ -r --parts --key \"my secret\" --json"
        })
final class WatermarkDetectCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private WatermarkCommand watermark;

    @Parameters(
            arity = "1..*",
            paramLabel = "PICTURE",
            description = "Pictures, folders, or patterns such as \"photos/*.jpg\".")
    @SuppressWarnings("NullAway.Init")
    private List<String> pictures;

    @Option(
            names = {"-r", "--recursive"},
            description = "Look through the folders in folders too.")
    private boolean recursive;

    @Option(names = "--parts", description = "Look for parts of marked pictures too, which takes longer.")
    private boolean parts;

    @Mixin
    private WatermarkKeyOptions key = new WatermarkKeyOptions();

    @Mixin
    private WatermarkReadingOptions reading = new WatermarkReadingOptions();

    @Override
    public Integer call() {
        Console console = watermark.console();
        InvisibleMarker marker =
                InvisibleMarker.of(InvisibleMark.withKey(key.text())).reading(reading.reading());
        Inputs inputs = Inputs.of(pictures);
        FoundPictures found = (recursive ? inputs.recursive() : inputs).find();
        found.unreadable().forEach(folder -> console.warn("not looked through: " + folder));
        List<Map<String, Object>> documents = new ArrayList<>();
        boolean all = found.unreadable().isEmpty();
        for (InputPicture picture : found.pictures()) {
            try {
                Detection detection =
                        marker.detect(Files.readAllBytes(picture.file()), parts ? Search.PARTS : Search.WHOLE);
                console.print(picture.file() + ": " + text(detection));
                documents.add(document(picture, detection));
                all &= detection.payload().isPresent();
            } catch (InputException | IOException e) {
                console.warn(picture.file() + ": " + e.getMessage());
                all = false;
            }
        }
        console.document(documents);
        return all ? 0 : Failures.FAILED;
    }

    private static String text(Detection detection) {
        if (detection.payload().isPresent()) {
            return String.format(
                    Locale.ROOT,
                    "%s, with %.0f %% of the bits right; by chance once in %.0e pictures",
                    detection.payload().get(),
                    100 * detection.reliability(),
                    1 / detection.falsePositive());
        }
        return detection.isMarked() ? "a mark of this key, but too damaged to be read" : "no mark of this key";
    }

    private static Map<String, Object> document(InputPicture picture, Detection detection) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("path", picture.file().toString());
        document.put("marked", detection.isMarked());
        document.put("payload", detection.payload().map(Payload::value).orElse(null));
        document.put(
                "kind",
                detection
                        .payload()
                        .map(found -> found.kind().name().toLowerCase(Locale.ROOT))
                        .orElse(null));
        document.put("false_positive", detection.falsePositive());
        document.put("reliability", detection.reliability());
        document.put("share", detection.share());
        return document;
    }
}

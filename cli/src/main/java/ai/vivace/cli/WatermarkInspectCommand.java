package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.watermark.batch.FoundPictures;
import ai.vivace.watermark.batch.InputPicture;
import ai.vivace.watermark.batch.Inputs;
import ai.vivace.watermark.picture.Note;
import ai.vivace.watermark.picture.Picture;
import ai.vivace.watermark.picture.PictureInfo;
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

/** What pictures are, as far as marks are concerned. */
@Command(
        name = "inspect",
        description = "Tell the format, size, orientation, colours and metadata of pictures, without decoding them.",
        footer = {"  vivace watermark inspect photo.jpg", "  vivace watermark inspect photos/ -r --json"})
final class WatermarkInspectCommand implements Callable<Integer> {
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

    @Mixin
    private WatermarkReadingOptions reading = new WatermarkReadingOptions();

    @Override
    public Integer call() {
        Console console = watermark.console();
        Inputs inputs = Inputs.of(pictures);
        FoundPictures found = (recursive ? inputs.recursive() : inputs).find();
        List<Map<String, Object>> documents = new ArrayList<>();
        int failed = found.unreadable().size();
        found.unreadable().forEach(folder -> console.warn("not looked through: " + folder));
        for (InputPicture picture : found.pictures()) {
            try {
                PictureInfo info = Picture.open(Files.readAllBytes(picture.file()), reading.reading())
                        .info();
                console.print(picture.file() + ": " + text(info));
                documents.add(document(picture, info));
            } catch (InputException | IOException e) {
                failed++;
                console.warn(picture.file() + ": " + e.getMessage());
            }
        }
        console.document(documents);
        return failed == 0 ? 0 : Failures.FAILED;
    }

    private static String text(PictureInfo info) {
        List<String> parts = new ArrayList<>();
        parts.add(info.format().name());
        parts.add(info.width() + " x " + info.height());
        parts.add(info.depth() + " bits " + word(info.colours()));
        if (info.frames() > 1) {
            parts.add(info.frames() + " frames or pages");
        }
        if (info.orientation().tag() != 1) {
            parts.add("shown " + word(info.orientation()));
        }
        info.resolution().ifPresent(dots -> parts.add(String.format(Locale.ROOT, "%.0f dpi", dots.horizontal())));
        attachments(info).forEach((name, bytes) -> parts.add(name + " " + bytes + " bytes"));
        info.notes().forEach(note -> parts.add(note.text()));
        return String.join(", ", parts);
    }

    private static Map<String, Integer> attachments(PictureInfo info) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        info.attachments().icc().ifPresent(bytes -> sizes.put("ICC", bytes.length));
        info.attachments().exif().ifPresent(bytes -> sizes.put("Exif", bytes.length));
        info.attachments().xmp().ifPresent(bytes -> sizes.put("XMP", bytes.length));
        return sizes;
    }

    private static Map<String, Object> document(InputPicture picture, PictureInfo info) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("path", picture.file().toString());
        document.put("format", word(info.format()));
        document.put("width", info.width());
        document.put("height", info.height());
        document.put("orientation", info.orientation().tag());
        document.put("frames", info.frames());
        document.put("depth", info.depth());
        document.put("colours", word(info.colours()));
        document.put("bytes", attachments(info));
        document.put("exif", info.exifValues());
        document.put("notes", info.notes().stream().map(Note::toString).toList());
        return document;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

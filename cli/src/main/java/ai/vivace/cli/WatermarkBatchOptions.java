package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.watermark.batch.Batch;
import ai.vivace.watermark.batch.Collisions;
import ai.vivace.watermark.batch.Destination;
import ai.vivace.watermark.batch.ExistingFiles;
import ai.vivace.watermark.batch.Inputs;
import ai.vivace.watermark.batch.NamePattern;
import ai.vivace.watermark.batch.PictureProcess;
import ai.vivace.watermark.batch.Resumption;
import ai.vivace.watermark.batch.Timestamps;
import ai.vivace.watermark.picture.PictureFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where what comes of pictures goes, and how many are worked on at once. */
final class WatermarkBatchOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            description =
                    "The folder to write into, in which the folders of the pictures are made again; for one picture also a file (default:"
                            + " beside each picture).")
    private @Nullable Path output;

    @Option(
            names = "--name",
            paramLabel = "PATTERN",
            description =
                    "How files are named (default: {name}-marked.{extension} beside the pictures, {name}.{extension} in a folder); {n:04} is"
                            + " the picture's number.")
    private @Nullable String name;

    @Option(
            names = "--in-place",
            description =
                    "Overwrite the originals: a new file is written whole, and moved over the old one in one step.")
    private boolean inPlace;

    @Option(names = "--keep-time", description = "Give files the time of change of their pictures.")
    private boolean keepsTime;

    @Option(
            names = {"-r", "--recursive"},
            description = "Look through the folders in folders too.")
    private boolean recursive;

    @Option(names = "--overwrite", description = "Replace files that are there already; never the pictures themselves.")
    private boolean overwrites;

    @Option(
            names = "--number-collisions",
            description =
                    "Where several pictures would go to one file, put -2, -3 behind the names (default: an error).")
    private boolean numbers;

    @Option(
            names = "--no-journal",
            description =
                    "Keep no journal; then a run that was cut short begins anew (default: the file .vivace-watermark.journal where several"
                            + " are written).")
    private boolean withoutJournal;

    @Mixin
    private WatermarkThreadsOption threads = new WatermarkThreadsOption();

    /** The work on some pictures, as the options say. */
    Batch batch(List<String> pictures, PictureProcess process, Optional<PictureFormat> format) {
        Inputs inputs = inputs(pictures);
        Batch batch = Batch.of(inputs, destination(pictures), process)
                .collisions(numbers ? Collisions.NUMBERED : Collisions.REFUSED)
                .existing(overwrites ? ExistingFiles.REPLACED : ExistingFiles.REFUSED)
                .resumption(withoutJournal ? Resumption.NONE : Resumption.BY_JOURNAL)
                .timestamps(keepsTime ? Timestamps.OF_ORIGINAL : Timestamps.NEW)
                .threads(threads.count());
        return format.isPresent() ? batch.extension(format.get().extensions().get(0)) : batch;
    }

    /** The pictures that are given. */
    Inputs inputs(List<String> pictures) {
        Inputs inputs = Inputs.of(pictures);
        return recursive ? inputs.recursive() : inputs;
    }

    /** The format that the name of the file to write says, where one is given. */
    Optional<PictureFormat> formatOfFile(List<String> pictures) {
        return destination(pictures) instanceof Destination.SingleFile file
                ? PictureFormat.ofName(file.file().toString())
                : Optional.empty();
    }

    private Destination destination(List<String> pictures) {
        InputException.require(
                !inPlace || (output == null && name == null),
                () -> "--in-place writes over the pictures themselves. Leave out "
                        + (output != null ? "--output" : "--name") + ", or --in-place.");
        if (inPlace) {
            return Destination.inPlace();
        }
        if (output == null) {
            return name == null ? Destination.beside() : new Destination.Beside(new NamePattern(name));
        }
        if (isFile(output, pictures)) {
            InputException.require(
                    name == null,
                    () -> "--output " + output
                            + " is a file's name, so --name has nothing to name. Leave one of them out.");
            return Destination.file(output);
        }
        return name == null ? Destination.folder(output) : new Destination.Folder(output, new NamePattern(name));
    }

    /** Whether what is given for the output is the name of a file: that of a picture, for one picture. */
    private static boolean isFile(Path output, List<String> pictures) {
        return pictures.size() == 1
                && !Files.isDirectory(output)
                && Files.isRegularFile(Path.of(pictures.get(0)))
                && PictureFormat.ofName(output.toString()).isPresent();
    }
}

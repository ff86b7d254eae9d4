package ai.vivace.cli;

import ai.vivace.base.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is learnt of the data, for the commands that learn, or look at data as a training does. */
final class TaskOption {
    @Option(
            names = "--task",
            paramLabel = "NAME",
            description = {
                "What is learnt (default: what the data are for, else classify).",
                "classify: what each picture is. segment: what each pixel is, from masks. detect: where things are, from boxes"
                        + " of Pascal VOC or COCO. generate: to make more such pictures."
            })
    private @Nullable String task;

    @Option(
            names = "--classes",
            paramLabel = "NAMES",
            split = ",",
            description = "With --task segment: the names of the masks' classes in the order of their values, as in"
                    + " membrane,cell; default: the lines of classes.txt in DATA, else names made up.")
    private List<String> classes = List.of();

    /**
     * The task that was asked for, or else what the data's form says, which is then told.
     *
     * @param path of the data; null for the digits
     * @throws InputException when there is no such task
     */
    PictureTask of(@Nullable Path path, Console console) {
        if (task != null) {
            return PictureTask.of(task);
        }
        Optional<PictureTask> guess = PictureTask.guess(path);
        guess.ifPresent(found -> console.note(TaskRun.line(
                "task", found.label() + ", as the data are " + found.form() + "; --task asks for another")));
        return guess.orElse(PictureTask.CLASSIFY);
    }

    /**
     * The names of the classes of masks; empty for those that the data say.
     *
     * @throws InputException when there are names although nothing is learnt of masks
     */
    List<String> classes(PictureTask chosen) {
        InputException.require(
                classes.isEmpty() || chosen == PictureTask.SEGMENT,
                () -> "--classes goes with --task segment: else classes are called as the data call them.");
        return classes;
    }

    /** Whether anything is said of classes. */
    boolean hasClasses() {
        return !classes.isEmpty();
    }

    /**
     * The settings of a training that is told nothing but its data, task, classes and network: for looking at it beforehand.
     *
     * @param architecture the network's name; null for the task's usual one
     * @throws InputException when the task is to make pictures, for which there is no one network with one loss
     */
    RunSettings plain(DataOptions data, @Nullable String architecture, long seed, Console console) {
        PictureTask chosen = of(data.path(), console);
        InputException.require(
                chosen != PictureTask.GENERATE,
                () ->
                        "--task generate has two networks that learn against each other, so that there is no one loss to look at."
                                + " vivace train watches their losses while they learn; vivace show --task generate shows the pictures.");
        return RunSettings.plain(
                chosen,
                data.settings(chosen),
                classes(chosen),
                architecture == null ? chosen.network() : architecture,
                seed);
    }
}

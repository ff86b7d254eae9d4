package ai.vivace.watermark.batch;

import ai.vivace.base.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the plan of a batch, and refuses what could lose a file.
 *
 * @param extension what names end in instead of what the pictures' do
 */
record Planning(
        Inputs inputs,
        Destination destination,
        Collisions collisions,
        ExistingFiles existing,
        Optional<String> extension,
        Resumption resumption) {
    private static final int LISTED = 10;

    BatchPlan plan() {
        checkPlace();
        FoundPictures found = inputs.find();
        Optional<Path> journal = journal(found);
        EarlierRuns earlier = journal.map(EarlierRuns::read).orElseGet(EarlierRuns::none);
        List<InputPicture> pictures = found.pictures();
        if (!(destination instanceof Destination.InPlace)) {
            pictures = pictures.stream()
                    .filter(picture -> !earlier.wrote(absolute(picture.file())))
                    .toList();
            InputException.require(
                    !pictures.isEmpty(),
                    () -> "All " + found.pictures().size()
                            + " pictures were written by an earlier run. Give pictures that are not marked yet.");
        }
        if (destination instanceof Destination.SingleFile file && pictures.size() > 1) {
            throw new InputException(
                    pictures.size() + " pictures cannot all go to " + file.file() + ". Give a folder, or one picture.");
        }
        List<PictureTask> tasks = tasks(pictures);
        checkCollisions(tasks);
        checkOriginals(tasks);
        checkExisting(tasks, earlier);
        checkFolders(tasks);
        return new BatchPlan(
                tasks,
                journal,
                found.unreadable(),
                found.leftOut(),
                found.pictures().size() - pictures.size());
    }

    /** One picture is soon done again; beside its file a journal would be in the way. */
    private Optional<Path> journal(FoundPictures found) {
        if (resumption == Resumption.NONE || destination instanceof Destination.SingleFile) {
            return Optional.empty();
        }
        if (destination instanceof Destination.Folder folder) {
            return Optional.of(absolute(folder.folder()).resolve(Journal.NAME));
        }
        return found.pictures().size() == 1 && inputs.folders().isEmpty()
                ? Optional.empty()
                : Optional.of(absolute(found.home()).resolve(Journal.NAME));
    }

    private void checkPlace() {
        if (!(destination instanceof Destination.Folder to)) {
            return;
        }
        Path folder = absolute(to.folder());
        InputException.require(
                !Files.exists(folder) || Files.isDirectory(folder),
                () -> "Cannot write into " + to.folder() + ", as it is a file. Choose a folder.");
        for (Path input : inputs.deepFolders()) {
            InputException.require(
                    !folder.startsWith(absolute(input)),
                    () -> "The folder to write into, " + to.folder() + ", is inside " + input
                            + ", which is looked through with all its folders, so that marked pictures would be marked"
                            + " again. Choose a folder outside of it.");
        }
    }

    private List<PictureTask> tasks(List<InputPicture> pictures) {
        List<PictureTask> tasks = new ArrayList<>();
        Set<Path> taken = new HashSet<>();
        for (InputPicture picture : pictures) {
            int number = tasks.size() + 1;
            Path target = target(picture, number);
            if (collisions == Collisions.NUMBERED) {
                target = numbered(target, taken);
            }
            taken.add(target);
            tasks.add(new PictureTask(number, picture.file(), picture.relative(), target));
        }
        return tasks;
    }

    private Path target(InputPicture picture, int number) {
        if (destination instanceof Destination.Beside beside) {
            return absolute(picture.file()).resolveSibling(beside.pattern().name(picture.file(), number, extension));
        }
        if (destination instanceof Destination.Folder folder) {
            Path mirrored = absolute(folder.folder()).resolve(picture.relative().toString());
            return mirrored.resolveSibling(folder.pattern().name(picture.file(), number, extension));
        }
        return destination instanceof Destination.SingleFile file ? absolute(file.file()) : real(picture.file());
    }

    private static Path numbered(Path target, Set<Path> taken) {
        Path candidate = target;
        for (int i = 2; taken.contains(candidate); i++) {
            String name = target.getFileName().toString();
            int dot = name.lastIndexOf('.') <= 0 ? name.length() : name.lastIndexOf('.');
            candidate = target.resolveSibling(name.substring(0, dot) + "-" + i + name.substring(dot));
        }
        return candidate;
    }

    private void checkCollisions(List<PictureTask> tasks) {
        Map<Path, List<Path>> sources = new LinkedHashMap<>();
        for (PictureTask task : tasks) {
            sources.computeIfAbsent(task.target(), target -> new ArrayList<>()).add(task.source());
        }
        List<String> lines = sources.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> "  " + entry.getKey() + " of "
                        + String.join(
                                " and ",
                                entry.getValue().stream().map(Path::toString).toList()))
                .toList();
        refuse(
                lines,
                "Several pictures would be written to one file, so nothing was written. Give --name a pattern with {n} or"
                        + " {extension}, or let the second be numbered with --number-collisions:");
    }

    private void checkOriginals(List<PictureTask> tasks) {
        if (destination instanceof Destination.InPlace) {
            return;
        }
        Map<Path, Path> originals = new HashMap<>();
        List<String> lines = new ArrayList<>();
        if (tasks.stream().anyMatch(task -> Files.exists(task.target()))) {
            tasks.forEach(task -> originals.put(real(task.source()), task.source()));
        }
        for (PictureTask task : tasks) {
            Path original = originals.get(Files.exists(task.target()) ? real(task.target()) : task.target());
            if (original != null) {
                lines.add("  " + original + " by what comes of " + task.source());
            }
        }
        refuse(
                lines,
                "Pictures would be overwritten by marked ones, so nothing was written. Choose another place with --output or"
                        + " another pattern with --name, or say --in-place:");
    }

    private void checkExisting(List<PictureTask> tasks, EarlierRuns earlier) {
        if (destination instanceof Destination.InPlace) {
            return;
        }
        List<String> lines = new ArrayList<>();
        for (PictureTask task : tasks) {
            if (Files.isDirectory(task.target())) {
                throw new InputException("Cannot write " + task.target() + ", as it is a folder. Choose another name.");
            }
            if (existing == ExistingFiles.REFUSED
                    && Files.exists(task.target())
                    && !earlier.wrote(task.target(), size(task.target()))) {
                lines.add("  " + task.target());
            }
        }
        refuse(
                lines,
                "There are files already that no earlier run has written as they are, so nothing was written. Choose another"
                        + " place, or replace them with --overwrite:");
    }

    private static void checkFolders(List<PictureTask> tasks) {
        Set<Path> folders = new LinkedHashSet<>();
        tasks.forEach(task -> folders.add(folder(task.target())));
        for (Path folder : folders) {
            Path above = folder;
            while (above.getParent() != null && !Files.exists(above)) {
                above = above.getParent();
            }
            Path there = above;
            InputException.require(
                    Files.isDirectory(there),
                    () -> "Cannot write into " + folder + ", as " + there
                            + " is a file. Choose another place with --output.");
            InputException.require(
                    Files.isWritable(there),
                    () -> "Cannot write into " + folder + ", as nothing may be written into " + there
                            + ". Choose another place with --output, or get the right to.");
        }
    }

    private static void refuse(List<String> lines, String why) {
        if (!lines.isEmpty()) {
            String more = lines.size() > LISTED ? "\n  and " + (lines.size() - LISTED) + " more" : "";
            throw new InputException(
                    why + "\n" + String.join("\n", lines.subList(0, Math.min(LISTED, lines.size()))) + more);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new InputException("Cannot read " + file + " (" + e.getMessage() + ").", e);
        }
    }

    static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    static Path folder(Path file) {
        return Objects.requireNonNull(absolute(file).getParent(), "A file is in a folder");
    }

    /** What a file is without links; the path itself where it cannot be followed, which reading it will tell. */
    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return absolute(file);
        }
    }
}

package ai.vivace.lab;

import static ai.vivace.lab.Wording.brief;
import static ai.vivace.lab.Wording.count;

import ai.vivace.trees.DecisionTree;
import ai.vivace.trees.Feature;
import ai.vivace.trees.Features;
import ai.vivace.trees.Impurity;
import ai.vivace.trees.Target;
import ai.vivace.trees.Task;
import ai.vivace.trees.Tree;
import ai.vivace.trees.TreeEnsemble;
import ai.vivace.trees.explain.DecisionPath;
import ai.vivace.trees.explain.TreeDrawing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** A tree that tells cats from dogs: entropy and information gain of each question by hand, and the tree that they lead to. */
final class CatOrDog {
    private static final List<String> SHAPES_OF_EARS = List.of("pointed", "floppy");
    private static final List<String> SHAPES_OF_FACES = List.of("round", "long");
    private static final List<String> WHISKERS = List.of("long", "short");
    private static final double LOG_2 = Math.log(2);

    private static final List<Animal> ANIMALS = List.of(
            new Animal("tabby", Kind.CAT, "pointed", "round", "long", 3.5),
            new Animal("domestic shorthair", Kind.CAT, "pointed", "round", "long", 5),
            new Animal("Siamese", Kind.CAT, "pointed", "round", "long", 3.9),
            new Animal("Scottish fold", Kind.CAT, "floppy", "round", "long", 4.8),
            new Animal("Maine coon", Kind.CAT, "pointed", "round", "long", 8.5),
            new Animal("Devon rex", Kind.CAT, "pointed", "round", "short", 4.2),
            new Animal("sphynx", Kind.CAT, "pointed", "round", "short", 4.4),
            new Animal("Chihuahua", Kind.DOG, "pointed", "round", "short", 2.4),
            new Animal("pug", Kind.DOG, "floppy", "round", "short", 7.5),
            new Animal("beagle", Kind.DOG, "floppy", "long", "short", 11),
            new Animal("shepherd", Kind.DOG, "pointed", "long", "short", 32),
            new Animal("toy poodle", Kind.DOG, "floppy", "long", "short", 3.1),
            new Animal("dachshund", Kind.DOG, "floppy", "long", "long", 9),
            new Animal("Yorkshire terrier", Kind.DOG, "pointed", "long", "long", 3));

    /** One that the tree has not seen. */
    private static final Animal STRANGER = new Animal("Pomeranian", Kind.DOG, "pointed", "round", "short", 2.2);

    private CatOrDog() {}

    private enum Kind {
        CAT,
        DOG;

        String word() {
            return this == CAT ? "cat" : "dog";
        }
    }

    /** What one sees of an animal; its weight is in kilograms. */
    private record Animal(String name, Kind kind, String ears, String face, String whiskers, double weight) {
        float[] row() {
            return new float[] {
                SHAPES_OF_EARS.indexOf(ears), SHAPES_OF_FACES.indexOf(face), WHISKERS.indexOf(whiskers), (float) weight
            };
        }
    }

    /** How many of some animals are cats and dogs. */
    private record Group(int cats, int dogs) {
        static Group of(Predicate<Animal> some) {
            List<Animal> chosen = ANIMALS.stream().filter(some).toList();
            int cats = (int) chosen.stream().filter(a -> a.kind() == Kind.CAT).count();
            return new Group(cats, chosen.size() - cats);
        }

        int size() {
            return cats + dogs;
        }

        double entropy() {
            return bits(cats) + bits(dogs);
        }

        private double bits(int part) {
            double share = (double) part / size();
            return part == 0 ? 0 : -share * Math.log(share) / LOG_2;
        }

        double gini() {
            double cat = (double) cats / size();
            double dog = (double) dogs / size();
            return 1 - cat * cat - dog * dog;
        }

        String sum() {
            if (cats == 0 || dogs == 0) {
                return "0, as all are of one kind";
            }
            return "−" + cats + "/" + size() + "·log₂ " + cats + "/" + size() + " − " + dogs + "/" + size() + "·log₂ "
                    + dogs + "/" + size() + " = " + brief(entropy());
        }

        @Override
        public String toString() {
            return cats + " : " + dogs;
        }
    }

    /** A question, and who answers it with yes and with no. */
    private record Question(String column, String words, Group yes, Group no) {
        static Question of(String column, String words, Predicate<Animal> isYes) {
            return new Question(column, words, Group.of(isYes), Group.of(isYes.negate()));
        }

        private double mean(double ofYes, double ofNo) {
            return (yes.size() * ofYes + no.size() * ofNo) / (yes.size() + no.size());
        }

        double after() {
            return mean(yes.entropy(), no.entropy());
        }

        double gain(Group all) {
            return all.entropy() - after();
        }

        double giniGain(Group all) {
            return all.gini() - mean(yes.gini(), no.gini());
        }
    }

    static void tell(Findings.Builder findings) {
        Group all = Group.of(animal -> true);
        List<Question> weights = weights();
        Question weight = best(weights, all);
        List<Question> questions = List.of(
                Question.of("ear shape", "ear shape is pointed", animal -> animal.ears()
                        .equals("pointed")),
                Question.of("face shape", "face shape is round", animal -> animal.face()
                        .equals("round")),
                Question.of("whisker length", "whisker length is long", animal -> animal.whiskers()
                        .equals("long")),
                weight);
        Question root = best(questions, all);
        findings.section("Cat or dog?")
                .text(count(ANIMALS.size(), "animal") + ", and what one sees of each. A **decision tree** asks one"
                        + " question after the other. Which one first?")
                .table("animals", animals())
                .text(
                        "**Entropy** says how mixed some animals are: −Σ p·log₂ p over the shares p of the kinds, in bits."
                                + " Of all " + all.size() + ", " + all.cats() + " are cats and " + all.dogs()
                                + " dogs: "
                                + all.sum()
                                + ", as mixed as two kinds can be. A question divides them. Its **information gain**"
                                + " is the entropy before, less the mean entropy of both sides, each counted by its animals."
                                + " For each column the best question, with cats : dogs on either side and H for the entropy:")
                .table("gains", gains(questions, all))
                .text(steps(root, all))
                .text("A column of numbers is asked at every middle between two neighbouring values: weight has "
                        + weights.size() + " such questions, of which \"" + weight.words() + "\" is best:")
                .table("thresholds", thresholds(weights, all));
        tree(findings, root, all);
        findings.value("root-column", root.column()).value("root-entropy", all.entropy());
        questions.forEach(question -> findings.value("gain-" + question.column(), question.gain(all)));
    }

    private static Question best(List<Question> questions, Group all) {
        // The first of equal ones.
        return questions.stream()
                .reduce((a, b) -> b.gain(all) > a.gain(all) + 1e-12 ? b : a)
                .orElseThrow();
    }

    private static List<Question> weights() {
        List<Double> sorted = ANIMALS.stream().map(Animal::weight).sorted().toList();
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i + 1 < sorted.size(); i++) {
            double middle = (sorted.get(i) + sorted.get(i + 1)) / 2;
            questions.add(Question.of("weight", "weight is at most " + brief(middle), a -> a.weight() <= middle));
        }
        return questions;
    }

    private static Table animals() {
        Table.Builder table = Table.of("animal", "ears", "face", "whiskers", "weight, kg", "is a");
        ANIMALS.forEach(a -> table.row(
                a.name(), a.ears(), a.face(), a.whiskers(), a.weight(), a.kind().word()));
        return table.build();
    }

    private static Table gains(List<Question> questions, Group all) {
        Table.Builder table = Table.of("question", "yes", "H(yes)", "no", "H(no)", "mean H", "gain", "Gini's gain");
        questions.stream()
                .sorted(Comparator.comparingDouble((Question q) -> -q.gain(all)))
                .forEach(q -> table.row(
                        q.words(),
                        q.yes().toString(),
                        q.yes().entropy(),
                        q.no().toString(),
                        q.no().entropy(),
                        q.after(),
                        q.gain(all),
                        q.giniGain(all)));
        return table.build();
    }

    private static Table thresholds(List<Question> weights, Group all) {
        Table.Builder table = Table.of("question", "yes", "no", "gain");
        weights.forEach(q -> table.row(q.words(), q.yes().toString(), q.no().toString(), q.gain(all)));
        return table.build();
    }

    private static String steps(Question root, Group all) {
        return "**\"" + root.words() + "\"** tells most. Step by step:\n\n"
                + "- yes: " + count(root.yes().size(), "animal") + ", entropy "
                + root.yes().sum() + ";\n"
                + "- no: " + count(root.no().size(), "animal") + ", entropy "
                + root.no().sum() + ";\n"
                + "- mean: " + root.yes().size() + "/" + all.size() + "·"
                + brief(root.yes().entropy()) + " + "
                + root.no().size() + "/" + all.size() + "·" + brief(root.no().entropy()) + " = " + brief(root.after())
                + ";\n"
                + "- gain: " + brief(all.entropy()) + " − " + brief(root.after()) + " = **" + brief(root.gain(all))
                + " bits**.\n\n"
                + "The Gini impurity, 1 − Σ p², is quicker to compute and orders questions much alike. The animals'"
                + " **names** would gain all of the entropy at once, one group for each, and say"
                + " nothing about the next animal: gain favours columns with many values. C4.5 therefore divides it by"
                + " the entropy of the division itself, here log₂ " + all.size() + " = "
                + brief(Math.log(all.size()) / LOG_2)
                + " bits; trees that only divide in two, like ours, are less prone to it.";
    }

    private static void tree(Findings.Builder findings, Question root, Group all) {
        TreeEnsemble model = DecisionTree.standard().impurity(Impurity.ENTROPY).fit(features(), target());
        Tree tree = model.trees().get(0);
        double gain = tree.gain(0) / tree.weight(0);
        String column = model.features().get(tree.feature(0)).name();
        String path = DecisionPath.of(model, STRANGER.row()).text();
        double[] answer = model.predict(STRANGER.row());
        String answered = answer[0] >= answer[1] ? "cat" : "dog";
        findings.value("tree-root-column", column)
                .value("tree-root-gain", gain)
                .value("tree-leaves", tree.leaves())
                .value("tree-depth", tree.depth())
                .value("stranger", answered)
                .text("`DecisionTree.standard().impurity(Impurity.ENTROPY)` asks about " + column + " first too, and"
                        + " gains " + brief(gain) + " bits"
                        + (column.equals(root.column()) ? "" : ", which is not what was found above")
                        + ". Then the same is done with the animals of each side, until all of a side are of one kind: "
                        + count(tree.leaves(), "leaf", "leaves") + ", no more than "
                        + count(tree.depth(), "question") + " each, and all " + all.size() + " animals right.")
                .chart(
                        "animals",
                        TreeDrawing.of(model)
                                .depth(tree.depth())
                                .title("Cat or dog?")
                                .chart(),
                        "Who answers yes goes left; bars are the shares of both kinds.")
                .text("A " + STRANGER.name() + ", which the tree has not seen, with " + STRANGER.ears() + " ears, a "
                        + STRANGER.face() + " face, " + STRANGER.whiskers() + " whiskers and "
                        + brief(STRANGER.weight()) + " kg, is a **" + answered + "** for it, because of\n\n- "
                        + path.replace("\n", ";\n- ") + ".");
    }

    private static Features features() {
        float[][] columns = new float[4][ANIMALS.size()];
        for (int row = 0; row < ANIMALS.size(); row++) {
            float[] animal = ANIMALS.get(row).row();
            for (int column = 0; column < animal.length; column++) {
                columns[column][row] = animal[column];
            }
        }
        return Features.of(
                List.of(
                        Feature.categorical("ear shape", SHAPES_OF_EARS),
                        Feature.categorical("face shape", SHAPES_OF_FACES),
                        Feature.categorical("whisker length", WHISKERS),
                        Feature.numeric("weight")),
                columns);
    }

    private static Target target() {
        return Target.classes(
                new Task.Classification(List.of("cat", "dog")),
                ANIMALS.stream()
                        .mapToInt(animal -> animal.kind() == Kind.CAT ? 0 : 1)
                        .toArray());
    }
}

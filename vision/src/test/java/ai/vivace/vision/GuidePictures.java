package ai.vivace.vision;

import ai.vivace.base.Rng;
import ai.vivace.data.Array;
import ai.vivace.data.ArrayDataSet;
import ai.vivace.data.BatchTransform;
import ai.vivace.data.Preprocessing;
import ai.vivace.data.Split;
import ai.vivace.data.TrainingData;
import ai.vivace.learn.Learner;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.vision.augment.Augment;
import ai.vivace.vision.augment.Brightness;
import ai.vivace.vision.augment.Contrast;
import ai.vivace.vision.augment.Dihedral;
import ai.vivace.vision.augment.Flip;
import ai.vivace.vision.augment.Hue;
import ai.vivace.vision.augment.RandAugment;
import ai.vivace.vision.augment.ResizedCrop;
import ai.vivace.vision.augment.Rotate;
import ai.vivace.vision.augment.Saturation;
import ai.vivace.vision.augment.TrivialAugment;
import ai.vivace.vision.augment.Warp;
import ai.vivace.vision.augment.Zoom;
import ai.vivace.vision.detect.Box;
import ai.vivace.vision.detect.Decoding;
import ai.vivace.vision.detect.Detection;
import ai.vivace.vision.detect.DetectionDrawing;
import ai.vivace.vision.detect.DetectionLearner;
import ai.vivace.vision.detect.Detector;
import ai.vivace.vision.explain.Neighbours;
import ai.vivace.vision.explain.PictureSheets;
import ai.vivace.vision.generate.Dcgan;
import ai.vivace.vision.generate.EvidenceBound;
import ai.vivace.vision.generate.GanLearner;
import ai.vivace.vision.generate.Reconstruction;
import ai.vivace.vision.generate.VariationalAutoencoder;
import ai.vivace.vision.model.Architectures;
import ai.vivace.vision.model.Networks;
import ai.vivace.vision.picture.Colour;
import ai.vivace.vision.picture.Fit;
import ai.vivace.vision.picture.PictureDecoder;
import ai.vivace.vision.picture.PictureSheet;
import ai.vivace.vision.segment.MaskOverlay;
import ai.vivace.vision.segment.SegmentationLearner;
import ai.vivace.vision.segment.SegmentationLoss;
import ai.vivace.vision.segment.UNet;
import ai.vivace.vision.similar.Relatives;
import ai.vivace.vision.similar.Siamese;
import ai.vivace.vision.similar.SiameseLoss;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws the pictures of the guide's pages about pictures: what augmentation makes of a drawn house, and what small networks answer that learn
 * from {@link GuideScenes} and from the digits. CONTRIBUTING.md has the command.
 */
final class GuidePictures {
    private static final int HOUSE = 80;
    private static final int SIDE = 64;
    private static final int LARGER = 5;
    private static final Shape DIGIT = Shape.of(1, 8, 8);

    private GuidePictures() {}

    /** Takes the folder. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        augmentation(folder);
        Path scenes = Files.createTempDirectory("scenes");
        explanation(folder, Files.createDirectories(scenes.resolve("kinds")));
        masks(folder, Files.createDirectories(scenes.resolve("masks")));
        boxes(folder, Files.createDirectories(scenes.resolve("boxes")));
        made(folder);
        codes(folder);
        similar(folder);
        System.out.println("The pictures are in " + folder + "; what was learnt from is in " + scenes + ".");
    }

    /** The sheets of the page about augmentation, which follow from arithmetic alone. */
    static void augmentation(Path folder) {
        sheet(folder, "standard", 7, Augment.standard().then());
        sheet(
                folder,
                "geometry",
                5,
                new Flip(1),
                new Rotate(30, 1),
                new Zoom(1, 1.5, 1),
                new Warp(0.4, 1),
                new Dihedral(1),
                ResizedCrop.standard().least(0.3));
        sheet(
                folder,
                "light",
                5,
                new Brightness(0.5, 1),
                new Contrast(0.6, 1),
                new Saturation(0.9, 1),
                new Hue(0.3, 1));
        sheet(folder, "searched", 7, RandAugment.standard(), TrivialAugment.standard());
    }

    /** The house and what becomes of it, a row for each change. */
    private static void sheet(Path folder, String name, int versions, BatchTransform... changes) {
        try (Scope scope = Scope.open()) {
            Tensor house = new PictureDecoder(Colour.RGB, HOUSE, HOUSE, Fit.CROP)
                    .convert(house())
                    .toTensor()
                    .div(255)
                    .unsqueeze(0);
            List<Tensor> all = new ArrayList<>();
            for (BatchTransform change : changes) {
                all.add(house);
                all.add(Augment.of(change).augmented(house.expand(versions, 3, HOUSE, HOUSE), Rng.of(7)));
            }
            PictureSheet.of(Tensor.cat(all, 0), 0, 1)
                    .columns(versions + 1)
                    .write(folder.resolve("augment-" + name + ".png"));
        }
    }

    /** A house with a door at its left, a tree at its right and a sun, so that each change can be seen. */
    private static BufferedImage house() {
        BufferedImage picture = new BufferedImage(HOUSE, HOUSE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        fill(graphics, 0x8FC7E8, 0, 0, HOUSE, 52);
        fill(graphics, 0x6FA85A, 0, 52, HOUSE, 28);
        graphics.setColor(new Color(0xF7D354));
        graphics.fillOval(60, 6, 13, 13);
        fill(graphics, 0xC9553B, 14, 34, 34, 28);
        graphics.setColor(new Color(0x6B3A2A));
        graphics.fill(new Polygon(new int[] {10, 52, 31}, new int[] {34, 34, 15}, 3));
        fill(graphics, 0x3F2A20, 18, 46, 9, 16);
        fill(graphics, 0xF2EAD2, 33, 41, 10, 9);
        fill(graphics, 0x5A3B22, 62, 48, 4, 16);
        graphics.setColor(new Color(0x2F7A3B));
        graphics.fillOval(54, 28, 20, 24);
        graphics.dispose();
        return picture;
    }

    private static void fill(Graphics2D graphics, int colour, int x, int y, int width, int height) {
        graphics.setColor(new Color(colour));
        graphics.fillRect(x, y, width, height);
    }

    private static void explanation(Path folder, Path scenes) throws IOException {
        TrainingData data = ImageFolder.at(GuideScenes.byKind(scenes, 450, SIDE))
                .resize(SIDE)
                .framing(Fit.SQUISH)
                .augment(Augment.standard())
                .batch(16)
                .load();
        try (Learner learner = Learner.of(data, Networks.simpleCnn(data.inputShape(), GuideScenes.KINDS.size()))
                .build()) {
            learner.fitOneCycle(12, 5e-3);
            Array triangle = new PictureDecoder(Colour.RGB, SIDE, SIDE, Fit.SQUISH)
                    .convert(GuideScenes.scene(1001 + 2 - 1001 % 3, SIDE).picture());
            PictureSheets.explained(learner, triangle, "2", 2, "triangle").save(folder.resolve("grad-cam.png"));
        }
    }

    private static void masks(Path folder, Path scenes) throws IOException {
        TrainingData data = ImageFolder.at(
                        GuideScenes.withMasks(scenes, 200, SIDE).resolve("image"))
                .labels(Masks.in(scenes.resolve("mask"), "ground", "thing").values(0, 255))
                .resize(SIDE)
                .framing(Fit.SQUISH)
                .augment(Augment.standard())
                .batch(8)
                .load();
        UNet network = UNet.of(3, 2).padded().width(8).depth(3).batchNorm().build();
        try (Scope scope = Scope.open();
                Learner learner = SegmentationLearner.of(data, network).build()) {
            learner.fitOneCycle(8, 1e-2);
            List<BufferedImage> shown = new ArrayList<>();
            for (int i = 1000; i < 1004; i++) {
                GuideScenes.Scene scene = GuideScenes.scene(i, SIDE);
                Tensor output = answer(learner, scene);
                long[] found = SegmentationLoss.standard().decode(output).toLongs();
                long[] mask = new long[SIDE * SIDE];
                for (int place = 0; place < mask.length; place++) {
                    mask[place] = (scene.mask().getRGB(place % SIDE, place / SIDE) & 1);
                }
                MaskOverlay overlay = MaskOverlay.standard();
                shown.add(scene.picture());
                shown.add(overlay.draw(scene.picture(), mask));
                shown.add(overlay.draw(scene.picture(), found));
            }
            PictureSheet.of(shown).columns(6).write(folder.resolve("segment.png"));
        }
    }

    private static Tensor answer(Learner learner, GuideScenes.Scene scene) {
        Tensor picture = new PictureDecoder(Colour.RGB, SIDE, SIDE, Fit.SQUISH)
                .convert(scene.picture())
                .toTensor()
                .unsqueeze(0);
        Tensor input = learner.data().preprocessing().apply(picture);
        return learner.model()
                .evaluating(() -> Autograd.off(() -> learner.model().apply(input)));
    }

    private static void boxes(Path folder, Path scenes) throws IOException {
        TrainingData data = ImageFolder.at(GuideScenes.withBoxes(scenes, 400, SIDE))
                .labels(Boxes.coco(scenes.resolve("boxes.json")))
                .resize(SIDE)
                .framing(Fit.SQUISH)
                .augment(Augment.standard())
                .batch(16)
                .load();
        Detector detector = Detector.of(
                        Architectures.of("cnn").body(data.inputShape()), data.inputShape(), GuideScenes.KINDS.size())
                .maps(2)
                .channels(32)
                .depth(2)
                .withoutExtraMaps()
                .build();
        try (Scope scope = Scope.open();
                Learner learner = DetectionLearner.of(data, detector).build()) {
            learner.fitOneCycle(20, 5e-3);
            DetectionDrawing drawing = DetectionDrawing.of(data.task().labels());
            List<BufferedImage> shown = new ArrayList<>();
            for (int i = 1000; i < 1005; i++) {
                List<Detection> found = new Decoding(0.4, 1000, 0.6, 100)
                        .of(answer(learner, GuideScenes.scene(i, SIDE)), detector.grid(data.inputShape()))
                        .get(0);
                shown.add(drawing.draw(
                        GuideScenes.scene(i, 2 * SIDE).picture(),
                        found.stream().map(GuidePictures::doubled).toList()));
            }
            PictureSheet.of(shown).columns(5).write(folder.resolve("detect.png"));
        }
    }

    private static Detection doubled(Detection found) {
        Box box = found.box();
        return new Detection(
                found.category(),
                found.score(),
                new Box(2 * box.left(), 2 * box.top(), 2 * box.right(), 2 * box.bottom()));
    }

    private static void made(Path folder) {
        TrainingData data = TrainingData.of(Digits.load(), Split.random(0.1, 42))
                .preprocessing(new Preprocessing(DIGIT, 16, List.of(0.5), List.of(0.5)))
                .build();
        Dcgan networks = Dcgan.of(1, 8).noise(16).features(32);
        try (Scope scope = Scope.open();
                GanLearner gan = GanLearner.of(data, networks.generator(), networks.discriminator(), 16)
                        .start(Dcgan::initialize)
                        .build()) {
            List<Tensor> rows = new ArrayList<>();
            for (int epochs : new int[] {2, 18, 80}) {
                gan.fit(epochs);
                rows.add(larger(gan.samples(16, 1)));
            }
            gan.findings().forEach(System.out::println);
            PictureSheet.of(Tensor.cat(rows, 0), -1, 1).columns(16).write(folder.resolve("gan.png"));
        }
    }

    private static Tensor larger(Tensor digits) {
        return Functional.upsampleNearest2d(digits, 8L * LARGER, 8L * LARGER);
    }

    private static void codes(Path folder) {
        TrainingData same = TrainingData.of(Reconstruction.of(Digits.load()), Split.random(0.1, 42))
                .preprocessing(new Preprocessing(DIGIT, 16, List.of(0.0), List.of(1.0)))
                .build();
        VariationalAutoencoder network = VariationalAutoencoder.of(DIGIT, 128, 8);
        try (Scope scope = Scope.open();
                Learner learner = Learner.of(same, network)
                        .loss(EvidenceBound.of(network))
                        .build()) {
            learner.fitOneCycle(40, 3e-3);
            ArrayDataSet digits = Digits.load();
            List<Tensor> rows = new ArrayList<>();
            for (int[] pair : new int[][] {{0, 1}, {3, 8}, {4, 6}}) {
                Tensor from = digits.item(pair[0]).input().toTensor().div(16).unsqueeze(0);
                Tensor to = digits.item(pair[1]).input().toTensor().div(16).unsqueeze(0);
                rows.add(larger(network.evaluating(() -> Autograd.off(() -> network.interpolate(from, to, 12)))));
            }
            PictureSheet.of(Tensor.cat(rows, 0), 0, 1).columns(12).write(folder.resolve("vae.png"));
        }
    }

    private static void similar(Path folder) {
        TrainingData data = TrainingData.of(Relatives.pairs(Digits.load(), 42), Split.random(0.2, 42))
                .build();
        Siamese network = Siamese.of(Networks.mlp(DIGIT, 128, 16));
        try (Scope scope = Scope.open();
                Learner learner = Learner.of(data, network)
                        .loss(SiameseLoss.contrastive(1))
                        .build()) {
            learner.fitOneCycle(40, 5e-3);
            ArrayDataSet digits = Digits.load();
            List<float[]> embeddings = new ArrayList<>();
            for (int i = 0; i < digits.size(); i++) {
                Tensor digit = data.preprocessing()
                        .apply(digits.item(i).input().toTensor().unsqueeze(0));
                embeddings.add(network.evaluating(
                                () -> Autograd.off(() -> network.trunk().apply(digit)))
                        .toFloats());
            }
            PictureSheets.neighbours(Neighbours.of(embeddings), digits, 16, 3, 4)
                    .save(folder.resolve("similar.png"));
        }
    }
}
